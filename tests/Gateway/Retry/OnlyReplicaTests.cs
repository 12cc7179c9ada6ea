using System.Net;
using Distribution.Gateway.Retry;
using Yarp.ReverseProxy.Model;

namespace Distribution.Gateway.Tests.Retry;

/// <summary>A service of one replica: slow is not lost, because nobody else could answer.</summary>
public sealed class OnlyReplicaTests
{
    [Fact]
    public async Task Only_replica_may_take_longer_than_an_attempt_and_stays_fit()
    {
        await using var stage = await Stage.OpenAsync(replicas: 1);
        await stage.UntilFitAsync();
        stage.Replicas[0].Freeze();
        var asking = stage.Client.GetAsync("/requests");
        await Task.Delay(RetryDefaults.AttemptTimeout * 1.5);

        stage.Replicas[0].Thaw();

        using var answer = await asking;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEqual(DestinationHealth.Unhealthy, stage.Health(stage.Replicas[0]).Passive);
    }
}
