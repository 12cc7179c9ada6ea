using Distribution.Engine.Dashboard.Protocol;

namespace Distribution.Engine.Dashboard.Service;

/// <summary>The latest message of every resource, and the watches that are told of changes.</summary>
/// <remarks>A message that was put here is never changed afterwards, so that watches can share it.</remarks>
internal sealed class ResourceTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Resource> _resources = [];
    private readonly List<ResourceWatch> _watches = [];
    private TaskCompletionSource _watched = NewSignal();

    /// <summary>Replaces the whole resource. One that equals what is known is not sent again.</summary>
    public void Upsert(Resource resource)
    {
        lock (_gate)
        {
            if (_resources.TryGetValue(resource.Name, out var known) && known.Equals(resource))
            {
                return;
            }

            _resources[resource.Name] = resource;
            Tell(resource.Name, new WatchResourcesChange { Upsert = resource });
        }
    }

    public void Remove(string name)
    {
        lock (_gate)
        {
            if (_resources.Remove(name, out var removed))
            {
                Tell(name, new WatchResourcesChange { Delete = new ResourceDeletion { ResourceName = name, ResourceType = removed.ResourceType } });
            }
        }
    }

    public Resource? Find(string name)
    {
        lock (_gate)
        {
            return _resources.GetValueOrDefault(name);
        }
    }

    /// <summary>Takes the snapshot and registers the watch at once, so that no change falls between the two.</summary>
    public ResourceWatch Watch()
    {
        lock (_gate)
        {
            var initial = new InitialResourceData();
            initial.Resources.Add(_resources.Values);
            var watch = new ResourceWatch(initial, Forget);
            _watches.Add(watch);
            _watched.TrySetResult();
            return watch;
        }
    }

    /// <summary>Completes while there is at least one watch.</summary>
    public Task WaitUntilWatchedAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _watched.Task.WaitAsync(cancellation);
        }
    }

    private void Forget(ResourceWatch watch)
    {
        lock (_gate)
        {
            if (_watches.Remove(watch) && _watches.Count == 0)
            {
                _watched = NewSignal();
            }
        }
    }

    private void Tell(string name, WatchResourcesChange change)
    {
        foreach (var watch in _watches)
        {
            watch.Offer(name, change);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
