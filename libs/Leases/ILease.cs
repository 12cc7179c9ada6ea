namespace Distribution.Leases;

/// <summary>A lease that is held. Disposing hands it over: the next one who waits gets it at once.</summary>
public interface ILease : IAsyncDisposable
{
    /// <summary>What writes in the name of this lease must carry.</summary>
    Term Term { get; }

    /// <summary>
    /// Fires when the lease could not be renewed in time or was taken away, before the database gives it to anybody else. A process that was frozen may act
    /// once more before it gets to see this: that is what the term is for.
    /// </summary>
    CancellationToken LeaseLost { get; }

    /// <summary>Whether it is held at this moment, by the local monotonic clock. Right also in a process that just woke up, where <see cref="LeaseLost"/> has yet to fire.</summary>
    bool IsHeld { get; }
}
