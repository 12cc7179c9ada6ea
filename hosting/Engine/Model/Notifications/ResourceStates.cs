using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Model;

/// <summary>
/// The last state of each resource and those who watch. A change is made under the resource's lock, so that no change is lost, and told under the common one,
/// so that who begins to watch sees the last state and then every change, each once.
/// </summary>
internal sealed class ResourceStates(SnapshotCompletion completion)
{
    private readonly ConcurrentDictionary<string, State> states = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ResourceWatcher> watchers = [];
    private readonly Lock telling = new();

    public void Change(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        var state = states.GetOrAdd(resourceId, _ => new State());
        lock (state.Changing)
        {
            var last = state.Last?.Snapshot ?? completion.Initial(resource);
            var next = completion.Complete(resource, last, change(last));
            lock (telling)
            {
                state.Last = new ResourceEvent(resource, resourceId, next);
                foreach (var watcher in watchers)
                {
                    watcher.Tell(state.Last);
                }
            }
        }
    }

    public bool TryGet(string resourceId, [NotNullWhen(true)] out ResourceEvent? last)
    {
        last = states.TryGetValue(resourceId, out var state) ? state.Last : null;
        return last is not null;
    }

    public async IAsyncEnumerable<ResourceEvent> WatchAsync(CancellationToken disposed, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(disposed, cancellationToken);
        using var watcher = new ResourceWatcher();
        lock (telling)
        {
            foreach (var last in states.Values.Select(state => state.Last).OfType<ResourceEvent>())
            {
                watcher.Tell(last);
            }

            watchers.Add(watcher);
        }

        try
        {
            while (true)
            {
                yield return await watcher.NextAsync(ended.Token);
            }
        }
        finally
        {
            lock (telling)
            {
                watchers.Remove(watcher);
            }
        }
    }

    private sealed class State
    {
        private ResourceEvent? last;

        public Lock Changing { get; } = new();

        public ResourceEvent? Last
        {
            get => Volatile.Read(ref last);
            set => Volatile.Write(ref last, value);
        }
    }
}
