namespace Distribution.Outbox.Relay;

/// <summary>Wakes one loop; signals that come before it looks count as one.</summary>
internal sealed class WakeSignal : IDisposable
{
    private readonly SemaphoreSlim _set = new(0, 1);

    public void Set()
    {
        try
        {
            _set.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is about to look anyway.
        }
    }

    public Task WaitAsync(CancellationToken cancellationToken) => _set.WaitAsync(cancellationToken);

    public void Dispose() => _set.Dispose();
}
