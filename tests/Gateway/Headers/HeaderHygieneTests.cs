using System.Net.Http.Json;

namespace Distribution.Gateway.Tests.Headers;

[Collection(StageCollection.Name)]
public sealed class HeaderHygieneTests(StageFixture fixture)
{
    private readonly Stage _stage = fixture.Stage;

    [Fact]
    public async Task Forwarded_headers_of_a_client_are_replaced()
    {
        var echo = await EchoAsync(
            ("X-Forwarded-For", "6.6.6.6"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "evil"), ("X-Forwarded-Prefix", "/evil"),
            ("X-Forwarded-User", "root"), ("Forwarded", "for=6.6.6.6"), ("X-Real-IP", "6.6.6.6"));

        Assert.Equal("127.0.0.1", echo["X-Forwarded-For"]);
        Assert.Equal("http", echo["X-Forwarded-Proto"]);
        Assert.Equal(_stage.Address.Authority, echo["X-Forwarded-Host"]);
        Assert.DoesNotContain("Forwarded", echo.Keys);
        Assert.DoesNotContain("X-Real-IP", echo.Keys);
        Assert.DoesNotContain("X-Forwarded-Prefix", echo.Keys);
        Assert.DoesNotContain("X-Forwarded-User", echo.Keys);
    }

    [Fact]
    public async Task Fields_nominated_for_one_hop_go_no_further()
    {
        var echo = await EchoAsync(("Connection", "X-Secret-Hop, X-Forwarded-For"), ("X-Secret-Hop", "1"), ("Keep-Alive", "timeout=9"), ("TE", "gzip"), ("Proxy-Connection", "keep-alive"));

        Assert.Equal("127.0.0.1", echo["X-Forwarded-For"]);
        Assert.Empty(echo.Keys.Intersect(["X-Secret-Hop", "Keep-Alive", "TE", "Proxy-Connection"]));
    }

    [Fact]
    public async Task Caller_and_key_reach_the_replica()
    {
        var echo = await EchoAsync(("X-Development-User", "alice"), ("Idempotency-Key", "k1"));

        Assert.Equal("alice", echo["X-Development-User"]);
        Assert.Equal("k1", echo["Idempotency-Key"]);
    }

    [Fact]
    public async Task Answer_tells_nothing_of_the_software_behind()
    {
        using var answer = await _stage.Client.GetAsync("/requests/leaky");

        Assert.True(answer.IsSuccessStatusCode);
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("X-Hop"));
    }

    [Fact]
    public async Task Trace_of_the_client_continues_at_the_replica()
    {
        var echo = await EchoAsync(("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", echo["traceparent"]);
        Assert.DoesNotContain("b7ad6b7169203331", echo["traceparent"]);
    }

    [Fact]
    public async Task Trace_begins_at_the_gateway_when_the_client_has_none()
    {
        var echo = await EchoAsync();

        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$", echo["traceparent"]);
    }

    private async Task<Dictionary<string, string>> EchoAsync(params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/requests/echo");
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        using var answer = await _stage.Client.SendAsync(request);
        return new((await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Dictionary<string, string>>())!, StringComparer.OrdinalIgnoreCase);
    }
}
