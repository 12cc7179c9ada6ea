namespace Distribution.Servers;

/// <summary>A clock with one timer, the newest, which elapses when the test says so.</summary>
public sealed class StoppedTime : TimeProvider
{
    private Action? _elapse;

    /// <summary>When it would elapse by itself.</summary>
    public TimeSpan Due { get; private set; }

    /// <summary>Lets it elapse, also when it was disposed: that it then does nothing is what a test may ask.</summary>
    public void Elapse() => _elapse!();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        (Due, _elapse) = (dueTime, () => callback(state));
        return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
