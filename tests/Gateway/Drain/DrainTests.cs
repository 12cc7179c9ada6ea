using System.Net;
using Distribution.Servers;

namespace Distribution.Gateway.Tests.Drain;

public sealed class DrainTests
{
    [Fact]
    public async Task Request_under_way_is_answered_while_the_gateway_drains()
    {
        await using var stage = await Stage.OpenAsync(replicas: 1);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/requests?milliseconds=300") { Content = new StringContent("slow") };
        request.Headers.Add("Idempotency-Key", "slow");

        var answering = stage.Client.SendAsync(request);
        await Eventually.True(() => stage.Arrivals().Count > 0);
        var stopping = stage.StopGatewayAsync();
        await Eventually.True(async () => (await stage.Client.GetAsync("/readyz")).StatusCode == HttpStatusCode.ServiceUnavailable);

        using var answer = await answering;
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        await stopping;
        await Assert.ThrowsAsync<HttpRequestException>(() => stage.Client.GetAsync("/requests"));
    }
}
