namespace Distribution.Postgres.Transactions;

/// <summary>What the attempts of one call have left behind.</summary>
internal sealed class AttemptState
{
    /// <summary>The last failure that says something, for the message when the budget is spent.</summary>
    public Exception? Last { get; set; }

    /// <summary>Whether the attempt that just ended may have committed.</summary>
    public bool IsAmbiguous { get; set; }

    /// <summary>Whether any attempt may have committed: then a later failure does not mean that nothing was written.</summary>
    public bool WasAmbiguous { get; private set; }

    public bool TakeAmbiguity()
    {
        var taken = IsAmbiguous;
        IsAmbiguous = false;
        WasAmbiguous |= taken;
        return taken;
    }
}
