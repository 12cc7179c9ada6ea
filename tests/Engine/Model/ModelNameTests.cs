using Aspire.Hosting;

namespace Distribution.Engine.Tests.Model;

public sealed class ModelNameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("api-1")]
    [InlineData("PostgresPrimary2")]
    [InlineData("a123456789012345678901234567890123456789012345678901234567890123")]
    public void Name_of_the_right_form_is_kept(string name) => Assert.Equal(name, new Thing(name).Name);

    [Theory]
    [InlineData("")]
    [InlineData("1api")]
    [InlineData("-api")]
    [InlineData("api-")]
    [InlineData("api--1")]
    [InlineData("api_1")]
    [InlineData("äpi")]
    [InlineData("api\n")]
    [InlineData("a1234567890123456789012345678901234567890123456789012345678901234")]
    public void Name_of_another_form_is_refused(string name) => Assert.ThrowsAny<ArgumentException>(() => new Thing(name));

    [Fact]
    public async Task Name_that_is_taken_in_another_case_is_refused_and_both_are_named()
    {
        await using var model = new TestModel();
        model.Builder.AddResource(new Thing("api"));

        var error = Assert.Throws<DistributedApplicationException>(() => model.Builder.AddResource(new Thing("API")));

        Assert.Contains("'API'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'api'", error.Message, StringComparison.Ordinal);
    }
}
