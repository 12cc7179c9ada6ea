using Distribution.Publishing.Azd.Bicep;

namespace Distribution.Publishing.Tests.Azd;

public sealed class BicepTextTests
{
    [Theory]
    [InlineData("plain", "'plain'")]
    [InlineData("it's", "'it\\'s'")]
    [InlineData("a\\b", "'a\\\\b'")]
    [InlineData("one\ntwo", "'one\\ntwo'")]
    [InlineData("${not} $5", "'\\${not} $5'")]
    public void Text_is_quoted_so_that_nothing_in_it_is_code(string text, string bicep) => Assert.Equal(bicep, BicepText.Of(text));

    [Fact]
    public void Object_leaves_out_what_is_null_and_quotes_keys_that_are_no_names()
    {
        var written = BicepText.Of(new BicepObject { { "a", 1 }, { "b", null }, { "c-d", new List<object> { true, new BicepCode("x.y") } } });

        Assert.Equal("{\n  a: 1\n  'c-d': [\n    true\n    x.y\n  ]\n}", written);
    }
}
