using System.Collections.Concurrent;

namespace Distribution.Machine.State;

/// <summary>A state folder held by this process until disposed.</summary>
internal sealed class StateHold : IDisposable
{
    private static readonly ConcurrentDictionary<string, StateHold> Held = new();

    private readonly string _path;
    private readonly FileStream _lock;

    public StateHold(string path, FileStream held)
    {
        _path = path;
        _lock = held;
        Held[path] = this;
    }

    public static bool Has(string path) => Held.ContainsKey(path);

    public void Dispose()
    {
        Held.TryRemove(new(_path, this));
        _lock.Dispose();
    }
}
