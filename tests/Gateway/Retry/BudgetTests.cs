using System.Diagnostics;
using System.Net;
using Distribution.Gateway.Retry;
using Distribution.Servers;
using Yarp.ReverseProxy.Model;

namespace Distribution.Gateway.Tests.Retry;

/// <summary>Row 7: whatever is down, there is an answer within the budget.</summary>
[Collection(StageCollection.Name)]
public sealed class BudgetTests(StageFixture fixture) : IAsyncLifetime
{
    private readonly Stage _stage = fixture.Stage;

    public async ValueTask InitializeAsync() => await _stage.UntilFitAsync();

    public ValueTask DisposeAsync()
    {
        _stage.Thaw();
        return default;
    }

    [Fact]
    public async Task Get_with_every_replica_killed_is_a_503_problem_within_the_budget()
    {
        foreach (var replica in _stage.Replicas)
        {
            replica.Kill();
        }

        await AssertRefusedAsync(atLeast: RetryDefaults.AttemptTimeout);
        await Task.WhenAll(_stage.Replicas.Select(replica => replica.StartAgainAsync()));
    }

    [Fact]
    public async Task Get_with_every_replica_frozen_is_a_503_problem_within_the_budget()
    {
        foreach (var replica in _stage.Replicas)
        {
            replica.Freeze();
        }

        await AssertRefusedAsync(atLeast: RetryDefaults.AttemptTimeout * 2);
    }

    [Fact]
    public async Task Get_waits_for_a_replica_that_comes_back_within_the_budget()
    {
        foreach (var replica in _stage.Replicas)
        {
            replica.Freeze();
        }

        var answering = _stage.Client.GetAsync("/requests");
        await Eventually.True(() => _stage.Replicas.Any(replica => _stage.Health(replica).Passive == DestinationHealth.Unhealthy));
        _stage.Thaw();

        using var answer = await answering;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Replica_that_takes_long_and_lives_is_waited_for_and_stays_fit()
    {
        var key = Guid.NewGuid().ToString("N");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/requests?milliseconds={RetryDefaults.AttemptTimeout.TotalMilliseconds * 1.8:0}") { Content = new StringContent("patience") };
        request.Headers.Add("Idempotency-Key", key);

        using var answer = await _stage.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Single(_stage.Arrivals(of: key));
        Assert.All(_stage.Replicas, replica => Assert.NotEqual(DestinationHealth.Unhealthy, _stage.Health(replica).Passive));
    }

    private async Task AssertRefusedAsync(TimeSpan atLeast)
    {
        var clock = Stopwatch.StartNew();
        using var answer = await _stage.Client.GetAsync("/requests");

        Assert.InRange(clock.Elapsed, atLeast, RetryDefaults.Budget);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        await answer.AssertProblemAsync(HttpStatusCode.ServiceUnavailable);
    }
}
