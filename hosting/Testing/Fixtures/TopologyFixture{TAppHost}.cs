namespace Distribution.Testing.Fixtures;

/// <summary>The same with an AppHost of your own.</summary>
/// <typeparam name="TAppHost">The type <c>Projects.NAME</c> that the build of the AppHost's project generates.</typeparam>
public abstract class TopologyFixture<TAppHost> : TopologyFixture
    where TAppHost : class
{
    private protected override Task<Topology> StartAsync(TopologyOptions options) => Topology.StartAsync<TAppHost>(options);
}
