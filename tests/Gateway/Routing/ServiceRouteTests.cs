using System.Net;
using Distribution.Gateway.Tests.RateLimits;

namespace Distribution.Gateway.Tests.Routing;

public sealed class ServiceRouteTests
{
    [Fact]
    public async Task Public_paths_reach_the_service_that_serves_them_and_internal_ones_nobody()
    {
        await using var gateway = await LimitedGateway.StartAsync(valkey: null);
        (string Path, string Service)[] routes =
        [
            ("/requests", "api"), ("/grants/1/use", "api"), ("/policies/a", "api"), ("/openapi/v1.json", "api"),
            ("/token", "identity"), ("/.well-known/jwks.json", "identity"), ("/.well-known/revoked-keys", "identity"), ("/keys", "identity"), ("/keys/a/withdraw", "identity"),
            ("/jobs", "worker"), ("/jobs/dead", "worker"), ("/audit", "audit"), ("/audit/verify", "audit"),
        ];
        foreach (var (path, service) in routes)
        {
            Assert.Equal($"{service} {path}", await gateway.Client.GetStringAsync(path));
        }

        foreach (var path in new[] { "/internal/messages", "/internal/queue", "/internal/leader", "/internal/grants/1/provision", "/tokens", "/jobsx", "/audit-log" })
        {
            using var answer = await gateway.Client.PostAsync(path, null);
            await answer.AssertProblemAsync(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Sign_in_may_take_longer_than_an_attempt_and_is_made_once_though_it_has_a_key()
    {
        await using var gateway = await LimitedGateway.StartAsync(valkey: null);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/token?milliseconds=3500") { Headers = { { "Idempotency-Key", "k1" } } };

        using var answer = await gateway.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, gateway.SignIns);
    }
}
