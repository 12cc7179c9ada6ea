using System.Net;
using System.Text.Json;

namespace Distribution.Audit.Tests;

/// <summary>What the service answered.</summary>
internal sealed record Answered(HttpStatusCode Status, string? MediaType, string Body, string? Link)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public long[] Sequences => [.. Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("sequence").GetInt64())];

    public Answered Is(HttpStatusCode status)
    {
        Assert.True(status == Status, $"{(int)status} was expected: {this}");
        return this;
    }

    public Answered IsProblem(HttpStatusCode status, string kind)
    {
        Is(status);
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal($"urn:distribution:problem:{kind}", Json.GetProperty("type").GetString());
        return this;
    }

    public Answered IsBroken(long sequence, string reason)
    {
        IsProblem(HttpStatusCode.ServiceUnavailable, "chain-broken");
        Assert.Equal((sequence, reason), (Json.GetProperty("sequence").GetInt64(), Json.GetProperty("reason").GetString()));
        return this;
    }

    public override string ToString() => $"{(int)Status} {MediaType} {Body}";
}
