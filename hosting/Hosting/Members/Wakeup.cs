namespace Distribution.Hosting.Members;

/// <summary>Makes a supervisor look at once. Many calls between two looks are one.</summary>
internal sealed class Wakeup
{
    private TaskCompletionSource _over = new();
    private bool _called;

    public void Call()
    {
        Volatile.Write(ref _called, true);
        End();
    }

    /// <summary>Waits for the next call, not at all when there was one since, or until the time is over; one waiter at a time.</summary>
    /// <returns>Whether it was called, or cancelled.</returns>
    public async Task<bool> WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellation)
    {
        using var timer = time.CreateTimer(static wakeup => ((Wakeup)wakeup!).End(), this, atMost, Timeout.InfiniteTimeSpan);
        using var cancelled = cancellation.Register(Call);
        await _over.Task;
        await Task.Yield(); // whoever called goes on, on its own stack
        Volatile.Write(ref _over, new());
        return Interlocked.Exchange(ref _called, false); // after the other is there: a call in between is told now or ends the next wait
    }

    private void End() => Volatile.Read(ref _over).TrySetResult();
}
