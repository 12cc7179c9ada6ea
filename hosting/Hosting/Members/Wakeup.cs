namespace Distribution.Hosting.Members;

/// <summary>Makes a supervisor look at once. Many calls between two looks are one.</summary>
internal sealed class Wakeup
{
    private TaskCompletionSource<bool> _called = new();

    public void Call() => End(called: true);

    /// <summary>Waits for the next call, not at all when there was one since, or until the time is over; one waiter at a time.</summary>
    /// <returns>Whether it was called, or cancelled.</returns>
    public async Task<bool> WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellation)
    {
        using var over = time.CreateTimer(static wakeup => ((Wakeup)wakeup!).End(called: false), this, atMost, Timeout.InfiniteTimeSpan);
        using var cancelled = cancellation.Register(Call);
        var called = await _called.Task;
        Volatile.Write(ref _called, new());
        await Task.Yield(); // whoever called goes on, on its own stack
        return called;
    }

    private void End(bool called) => Volatile.Read(ref _called).TrySetResult(called);
}
