using Distribution.Drills.Workloads;

namespace Distribution.Testing.Tests;

public sealed class ParallelTests
{
    [Fact]
    public async Task Four_topologies_at_once_share_nothing_and_pass()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => LoseTheirPrimaryAsync(TestContext.Current.CancellationToken)));
    }

    private static async Task LoseTheirPrimaryAsync(CancellationToken cancellationToken)
    {
        await using var topology = await Topology.StartAsync(new() { Parts = TopologyParts.Postgres }, cancellationToken);
        var load = await topology.WorkloadAsync(new RegistersWorkload(perSecond: 10));
        await load.AcknowledgesAsync(20, cancellationToken: cancellationToken);
        await topology.KillAsync("postgres", Role.Primary, cancellationToken);
        await load.AcknowledgesAsync(20, cancellationToken: cancellationToken);
        await topology.WaitUntilWholeAsync(cancellationToken);
        await load.CheckAsync();
    }
}
