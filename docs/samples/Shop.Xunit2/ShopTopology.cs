using Distribution.Testing.Fixtures;

namespace Distribution.Shop.Tests;

/// <summary>The shop's topology, started once for all tests of a class: in xunit v2 a fixture's tasks are of another type.</summary>
public sealed class ShopTopology : TopologyFixture<Projects.Shop_AppHost>, IAsyncLifetime
{
    Task IAsyncLifetime.InitializeAsync() => InitializeAsync().AsTask();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();
}
