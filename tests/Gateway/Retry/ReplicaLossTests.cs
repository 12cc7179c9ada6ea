namespace Distribution.Gateway.Tests.Retry;

/// <summary>Rows 8 and 74: under 200 requests a second one of three replicas is lost, and no client notices.</summary>
[Collection(StageCollection.Name)]
public sealed class ReplicaLossTests(StageFixture fixture)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(6);

    private readonly Stage _stage = fixture.Stage;

    [Fact]
    public Task Replica_killed_under_load_fails_and_doubles_nothing() => LoseAsync(async replica =>
    {
        replica.Kill();
        await replica.StartAgainAsync();
    });

    [Fact]
    public Task Replica_frozen_under_load_fails_and_doubles_nothing() => LoseAsync(async replica =>
    {
        replica.Freeze();
        await Task.Delay(TimeSpan.FromSeconds(3));
        replica.Thaw();
    });

    [Fact]
    public Task Replica_stopped_under_load_fails_and_doubles_nothing() => LoseAsync(async replica =>
    {
        replica.Stop();
        await replica.StartAgainAsync();
    });

    [Fact]
    public Task Replica_answering_503_under_load_fails_and_doubles_nothing() => LoseAsync(async replica =>
    {
        await replica.SetServingAsync(false);
        await Task.Delay(TimeSpan.FromSeconds(2));
        await replica.SetServingAsync(true);
    });

    private async Task LoseAsync(Func<Replica, Task> lose)
    {
        await _stage.UntilFitAsync();
        var load = new SteadyLoad(_stage.Client);

        await load.RunAsync(Duration, () => lose(_stage.Replicas[1]));

        Assert.Empty(load.Failures);
        Assert.Equal(load.Sent / 2, load.Acknowledged.Count);
        Assert.Equal(load.Acknowledged.Order(), _stage.Effects().Intersect(load.Keys).Order());
        var sent = load.Keys.ToHashSet();
        var arrivals = _stage.Arrivals().ToLookup(line => line.Split('|')[0]);
        Assert.All(arrivals.Where(ofKey => sent.Contains(ofKey.Key)), ofKey => Assert.Single(ofKey.Distinct()));
        TestContext.Current.SendDiagnosticMessage($"{load.Sent} requests, slowest {load.Slowest.TotalMilliseconds} ms");
    }
}
