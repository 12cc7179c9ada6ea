using System.Net;

namespace Distribution.Gateway.Tests.Routing;

public sealed class NoReplicaTests
{
    [Fact]
    public async Task Gateway_without_configured_replicas_refuses_at_once_and_is_alive_but_not_ready()
    {
        await using var stage = await Stage.OpenAsync(replicas: 0);

        using var answer = await stage.Client.GetAsync("/requests");

        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        await answer.AssertProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, (await stage.Client.GetAsync("/healthz")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await stage.Client.GetAsync("/readyz")).StatusCode);
    }
}
