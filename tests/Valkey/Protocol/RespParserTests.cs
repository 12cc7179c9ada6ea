using System.Numerics;
using System.Text;

namespace Distribution.Valkey.Tests;

public sealed class RespParserTests
{
    [Fact]
    public void Parser_each_type_is_read()
    {
        Assert.Equal("OK", One("+OK\r\n").Text);
        Assert.Equal("ERR no", One("-ERR no\r\n").Text);
        Assert.True(One("!7\r\nERR\r\nno\r\n").IsError);
        Assert.Equal(-42, One(":-42\r\n").Integer);
        Assert.Equal("a\r\nb", One("$4\r\na\r\nb\r\n").Text);
        Assert.True(One("_\r\n").IsNull);
        Assert.True(One("$-1\r\n").IsNull);
        Assert.True(One("*-1\r\n").IsNull);
        Assert.True(One("#t\r\n").Boolean);
        Assert.Equal(1.5, One(",1.5\r\n").Double);
        Assert.Equal(double.NegativeInfinity, One(",-inf\r\n").Double);
        Assert.Equal(BigInteger.Pow(10, 40), One("(1" + new string('0', 40) + "\r\n").BigNumber);
        Assert.Equal(("mkd", "*x*"), (One("=7\r\nmkd:*x*\r\n").VerbatimFormat!, One("=7\r\nmkd:*x*\r\n").Text!));
        Assert.Equal(2, One("%1\r\n+a\r\n~1\r\n:2\r\n")["a"]!.Items[0].Integer);
        Assert.Equal(RespKind.Push, One(">1\r\n+invalidate\r\n").Kind);
    }

    [Fact]
    public void Parser_attributes_belong_to_the_value_behind_them()
    {
        var value = One("*2\r\n|1\r\n+ttl\r\n:3600\r\n:1\r\n:2\r\n");

        Assert.Equal(2, value.Items.Count);
        Assert.Equal(3600, value.Items[0].Attributes[1].Integer);
        Assert.Empty(value.Items[1].Attributes);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", "begins no type")]
    [InlineData("$-2\r\n", "bulk")]
    [InlineData("$3\r\nabcd\r\n", "line end")]
    [InlineData("$999999999999\r\n", "bulk")]
    [InlineData(":12a\r\n", "malformed")]
    [InlineData(":\r\n", "malformed")]
    [InlineData("#y\r\n", "malformed")]
    [InlineData(",Infinity\r\n", "malformed")]
    [InlineData("(1.5\r\n", "malformed")]
    [InlineData("=3\r\ntxt\r\n", "verbatim")]
    [InlineData("*9999999\r\n", "aggregate")]
    [InlineData("*1\r\n>1\r\n+a\r\n", "push")]
    [InlineData("$?\r\n", "malformed")]
    [InlineData("+a\nb\r\n", "malformed")]
    public void Parser_what_is_wrong_is_a_protocol_error_that_says_so(string text, string says) =>
        Assert.Contains(says, Assert.Throws<RespProtocolException>(() => One(text)).Message);

    [Fact]
    public void Parser_deeper_than_the_limit_is_a_protocol_error()
    {
        var limits = RespLimits.Default with { Depth = 3 };

        Assert.Equal(RespKind.Array, Read("*1\r\n*1\r\n*1\r\n:1\r\n", limits).Kind);
        Assert.Throws<RespProtocolException>(() => Read("*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n", limits));
    }

    [Fact]
    public void Parser_more_elements_than_the_limit_over_all_depths_is_a_protocol_error() =>
        Assert.Throws<RespProtocolException>(() => Read("*2\r\n*2\r\n:1\r\n:2\r\n*2\r\n", RespLimits.Default with { Elements = 5 }));

    [Fact]
    public void Parser_line_without_an_end_is_refused_at_the_limit_not_kept()
    {
        var limits = RespLimits.Default with { LineLength = 10 };

        Assert.Throws<EndOfStreamException>(() => Read("+" + new string('x', 10), limits));
        Assert.Throws<RespProtocolException>(() => Read("+" + new string('x', 12), limits));
    }

    private static RespValue One(string text) => Read(text, RespLimits.Default);

    private static RespValue Read(string text, RespLimits limits) => Assert.Single(Chunks.Read(Encoding.UTF8.GetBytes(text), [1, 2, 3], limits));
}
