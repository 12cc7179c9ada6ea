using System.Net;
using Distribution.Servers;
using Yarp.ReverseProxy.Model;

namespace Distribution.Gateway.Tests.Health;

[Collection(StageCollection.Name)]
public sealed class ReplicaHealthTests(StageFixture fixture) : IAsyncLifetime
{
    private readonly Stage _stage = fixture.Stage;

    public async ValueTask InitializeAsync() => await _stage.UntilFitAsync();

    public async ValueTask DisposeAsync() => await Task.WhenAll(_stage.Replicas.Select(replica => replica.SetReadyAsync(true)));

    [Fact]
    public async Task Replica_that_is_not_ready_gets_nothing_until_it_is()
    {
        var draining = _stage.Replicas[0];

        await draining.SetReadyAsync(false);
        await Eventually.True(() => _stage.Health(draining).Active == DestinationHealth.Unhealthy);
        for (var i = 0; i < 20; i++)
        {
            Assert.DoesNotContain(draining.Name, await _stage.Client.GetStringAsync("/requests"));
        }

        await draining.SetReadyAsync(true);
        await Eventually.True(async () => (await _stage.Client.GetStringAsync("/requests")).Contains(draining.Name));
    }

    [Fact]
    public async Task Replicas_that_are_all_unready_are_asked_all_the_same()
    {
        await Task.WhenAll(_stage.Replicas.Select(replica => replica.SetReadyAsync(false)));
        await Eventually.True(() => _stage.Replicas.All(replica => _stage.Health(replica).Active == DestinationHealth.Unhealthy));

        using var answer = await _stage.Client.GetAsync("/requests");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _stage.Client.GetAsync("/readyz")).StatusCode);
    }

    [Fact]
    public async Task Replica_that_was_killed_is_ejected_by_its_first_failure_and_taken_back_when_it_answers()
    {
        var killed = _stage.Replicas[0];

        killed.Kill();
        await Eventually.True(async () =>
        {
            await _stage.Client.GetStringAsync("/requests");
            return _stage.Health(killed) is { Passive: DestinationHealth.Unhealthy } or { Active: DestinationHealth.Unhealthy };
        });

        await killed.StartAgainAsync();
        await Eventually.True(async () => (await _stage.Client.GetStringAsync("/requests")).Contains(killed.Name));
    }
}
