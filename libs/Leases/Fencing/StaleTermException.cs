namespace Distribution.Leases.Fencing;

/// <summary>A write carried a term that is over: another holder has written since. Whoever gets this must stop acting in the name of the lease.</summary>
public sealed class StaleTermException(Term term, long standing, Exception? innerException = null)
    : Exception($"Term {term.Number} of lease '{term.Lease}' is over: term {standing} has written since. Stop, and acquire the lease again.", innerException)
{
    /// <summary>The term that was refused.</summary>
    public Term Term => term;

    /// <summary>The highest term seen.</summary>
    public long Standing => standing;
}
