namespace Distribution.Postgres.Primary;

/// <summary>The time in which one server is the primary on one timeline.</summary>
internal sealed class Reign
{
    private readonly CancellationTokenSource _over = new();
    private long _answeredAt;

    /// <summary>Cancelled once another server was found to be the primary: what still runs on this one will not be heard of again.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>When the server last answered a call, as a time stamp; 0 before.</summary>
    public long AnsweredAt
    {
        get => Interlocked.Read(ref _answeredAt);
        set => Interlocked.Exchange(ref _answeredAt, value);
    }

    /// <summary>Whether it has answered a call lately.</summary>
    public bool HasAnsweredWithin(TimeSpan span, TimeProvider time) => AnsweredAt is var at and not 0 && time.GetElapsedTime(at) < span;

    public void End() => _ = _over.CancelAsync();
}
