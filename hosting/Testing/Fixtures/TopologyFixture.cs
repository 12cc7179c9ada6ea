namespace Distribution.Testing.Fixtures;

/// <summary>
/// A topology for the tests of a class or a collection, in the shape of xunit's fixtures. No version of xunit is referenced; derive a type of your own that says which:
/// <code>
/// // xunit v3
/// public sealed class Shop : TopologyFixture&lt;Projects.Shop_AppHost&gt;, IAsyncLifetime;
///
/// // xunit v2
/// public sealed class Shop : TopologyFixture&lt;Projects.Shop_AppHost&gt;, IAsyncLifetime
/// {
///     Task IAsyncLifetime.InitializeAsync() => InitializeAsync().AsTask();
///     Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();
/// }
/// </code>
/// </summary>
public abstract class TopologyFixture : IAsyncDisposable
{
    private Topology? _topology;

    /// <summary>The topology, once it was started.</summary>
    /// <exception cref="InvalidOperationException">It was not.</exception>
    public Topology Topology => _topology ?? throw new InvalidOperationException($"{GetType().Name} was not started: does it implement IAsyncLifetime, and is it a class or collection fixture?");

    /// <summary>Which topology; everything of the clone's own AppHost by default.</summary>
    protected virtual TopologyOptions Options => new();

    /// <summary>Starts the topology.</summary>
    public async ValueTask InitializeAsync() => _topology = await StartAsync(Options);

    /// <summary>Ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_topology is { } topology)
        {
            await topology.DisposeAsync();
        }
    }

    /// <summary>Starts what <paramref name="options"/> say.</summary>
    private protected virtual Task<Topology> StartAsync(TopologyOptions options) => Topology.StartAsync(options);
}
