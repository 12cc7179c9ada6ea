namespace Distribution.Postgres.Primary;

/// <summary>The time in which one server is the primary on one timeline.</summary>
internal sealed class Reign
{
    private readonly CancellationTokenSource _over = new();

    /// <summary>Cancelled once another server was found to be the primary: what still runs on this one will not be heard of again.</summary>
    public CancellationToken Over => _over.Token;

    public void End() => _ = _over.CancelAsync();
}
