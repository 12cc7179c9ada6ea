using Distribution.Servers;

namespace Distribution.Topology.Tests;

/// <summary>One topology for tests that leave it as they found it. They run alone: that no request fails is asserted of one topology on a machine, not of three that start beside it.</summary>
[CollectionDefinition(nameof(SharedTopology), DisableParallelization = true)]
public sealed class SharedTopology : IAsyncLifetime, ICollectionFixture<SharedTopology>
{
    public LocalTopology Topology { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Topology = await LocalTopology.StartAsync("shared");

    public ValueTask DisposeAsync() => Topology.DisposeAsync();
}
