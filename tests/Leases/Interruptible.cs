namespace Distribution.Leases.Tests;

/// <summary>A store behind a connection that can be held up; held-up calls arrive once it is resumed, as after a frozen network.</summary>
internal sealed class Interruptible(ILeaseStore store) : ILeaseStore
{
    private TaskCompletionSource _open = Opened();

    public void Hang() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume() => _open.TrySetResult();

    public async Task<LeaseAnswer> TryAcquireAsync(string name, string holder, TimeSpan ttl, CancellationToken cancellationToken)
    {
        await _open.Task;
        return await store.TryAcquireAsync(name, holder, ttl, CancellationToken.None);
    }

    public async Task<bool> RenewAsync(Term term, string holder, TimeSpan ttl, CancellationToken cancellationToken)
    {
        await _open.Task;
        return await store.RenewAsync(term, holder, ttl, CancellationToken.None);
    }

    public async Task ReleaseAsync(Term term, string holder, CancellationToken cancellationToken)
    {
        await _open.Task;
        await store.ReleaseAsync(term, holder, CancellationToken.None);
    }

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }
}
