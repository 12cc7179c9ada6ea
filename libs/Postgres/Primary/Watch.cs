namespace Distribution.Postgres.Primary;

/// <summary>Raises suspicion about a call that takes long, again and again until it ends: often within a call's budget, seldom for a connection that is held for long.</summary>
internal sealed class Watch : IDisposable
{
    private readonly ITimer _timer;
    private TimeSpan _watched = PostgresDefaults.Suspicion;

    public Watch(TimeProvider time, Action suspect)
    {
        _timer = time.CreateTimer(_ => Fire(suspect), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(PostgresDefaults.Suspicion, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    private void Fire(Action suspect)
    {
        suspect();
        var next = _watched < PostgresDefaults.Budget ? PostgresDefaults.Suspicion : PostgresDefaults.MaxSuspicion;
        _watched += next;
        _timer.Change(next, Timeout.InfiniteTimeSpan);
    }
}
