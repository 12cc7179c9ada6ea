using Distribution.Testing.Fixtures;

namespace Distribution.Shop.Tests;

/// <summary>The shop's topology, started once for all tests of a class.</summary>
public sealed class ShopTopology : TopologyFixture<Projects.Shop_AppHost>, IAsyncLifetime;
