namespace Distribution.Postgres.Primary;

/// <summary>
/// Raises suspicion about a call that takes long, again and again until it ends: often within a call's budget, seldom for a connection that is held for long, and then only when the primary has answered
/// nobody meanwhile. A connection that only listens is silent for hours, and each question to the other members costs a login.
/// </summary>
internal sealed class Watch : IDisposable
{
    private readonly ITimer _timer;
    private readonly TimeProvider _time;
    private readonly CurrentPrimary _primary;
    private readonly Action _suspect;
    private TimeSpan _watched = PostgresDefaults.Suspicion;
    private long _lookedAt;

    public Watch(TimeProvider time, CurrentPrimary primary, Action suspect)
    {
        _time = time;
        _primary = primary;
        _suspect = suspect;
        _timer = time.CreateTimer(static watch => ((Watch)watch!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(PostgresDefaults.Suspicion, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The call ended well: the primary lives.</summary>
    public void Answered() => _primary.Reign.AnsweredAt = _time.GetTimestamp();

    public void Dispose() => _timer.Dispose();

    private void Fire()
    {
        var isHeldForLong = _watched >= PostgresDefaults.Budget;
        if (!isHeldForLong || _primary.Reign.AnsweredAt <= _lookedAt)
        {
            _suspect();
        }

        _lookedAt = _time.GetTimestamp();
        var next = isHeldForLong ? PostgresDefaults.MaxSuspicion : PostgresDefaults.Suspicion;
        _watched += next;
        _timer.Change(next, Timeout.InfiniteTimeSpan);
    }
}
