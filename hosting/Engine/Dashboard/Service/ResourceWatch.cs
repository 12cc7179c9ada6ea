using System.Threading.Channels;
using Distribution.Engine.Dashboard.Protocol;

namespace Distribution.Engine.Dashboard.Service;

/// <summary>
/// What one client has yet to be told. A resource that changes again before it was sent replaces its own entry, so that a slow client costs
/// at most one message for each resource.
/// </summary>
internal sealed class ResourceWatch(InitialResourceData initial, Action<ResourceWatch> forget) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private OrderedDictionary<string, WatchResourcesChange> _pending = [];

    public InitialResourceData Initial { get; } = initial;

    public void Offer(string name, WatchResourcesChange change)
    {
        lock (_gate)
        {
            _pending[name] = change;
        }

        _signal.Writer.TryWrite(true);
    }

    /// <returns>Everything that changed since the last call, in one message; waits until there is something.</returns>
    public async Task<WatchResourcesChanges> NextAsync(CancellationToken cancellation)
    {
        var changes = new WatchResourcesChanges();
        while (changes.Value.Count == 0)
        {
            await _signal.Reader.ReadAsync(cancellation);
            changes.Value.Add(Take().Values);
        }

        return changes;
    }

    private OrderedDictionary<string, WatchResourcesChange> Take()
    {
        lock (_gate)
        {
            var taken = _pending;
            _pending = [];
            return taken;
        }
    }

    public void Dispose() => forget(this);
}
