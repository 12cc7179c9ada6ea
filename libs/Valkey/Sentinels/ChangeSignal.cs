namespace Distribution.Valkey;

/// <summary>Wakes whoever waits for the next change, and loses none between two waits, because changes are counted.</summary>
internal sealed class ChangeSignal
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Raise()
    {
        TaskCompletionSource woken;
        lock (_lock)
        {
            _count++;
            woken = _next;
            _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        woken.SetResult();
    }

    /// <summary>Completes with the first change after the <paramref name="seen"/>-th.</summary>
    public Task After(int seen)
    {
        lock (_lock)
        {
            return _count != seen ? Task.CompletedTask : _next.Task;
        }
    }
}
