using Distribution.Servers;

namespace Distribution.Topology.Tests;

/// <summary>One topology for tests that leave it as they found it.</summary>
[CollectionDefinition(nameof(SharedTopology))]
public sealed class SharedTopology : IAsyncLifetime, ICollectionFixture<SharedTopology>
{
    public LocalTopology Topology { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Topology = await LocalTopology.StartAsync("shared");

    public ValueTask DisposeAsync() => Topology.DisposeAsync();
}
