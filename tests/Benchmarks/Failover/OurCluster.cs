using Distribution.Testing;

namespace Distribution.Benchmarks.Failover;

/// <summary>One of our clusters as a topology has it, with its supervisor.</summary>
/// <param name="part">Which.</param>
internal sealed class OurCluster(TopologyParts part) : IContender
{
    private Topology? _topology;

    public async Task StartAsync() => _topology = await Topology.StartAsync(new TopologyOptions { Parts = part });

    public async Task<IWriter> ConnectAsync() => part == TopologyParts.Postgres
        ? await PostgresWriter.ConnectAsync(_topology!.Postgres(Topology.DrillDatabase, $"{Topology.DrillDatabase}_owner"))
        : await ValkeyWriter.ConnectAsync(_topology!.Valkey);

    public Task BreakAsync() => _topology!.KillAsync(part == TopologyParts.Postgres ? "postgres" : "valkey", Role.Primary);

    public ValueTask DisposeAsync() => _topology?.DisposeAsync() ?? ValueTask.CompletedTask;
}
