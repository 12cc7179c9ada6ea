namespace Distribution.Leases;

/// <summary>
/// Where leases live. All times are measured by the store's clock, never by a caller's. A call may be left behind when it takes too long,
/// and may then still be applied: every one of them is harmless in that case.
/// </summary>
public interface ILeaseStore
{
    /// <summary>Grants the lease if nobody holds it or its time is over, under a term higher than any before.</summary>
    /// <param name="name">The lease.</param>
    /// <param name="holder">An id that no other acquisition ever uses.</param>
    /// <param name="ttl">How long from now it is good for.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<LeaseAnswer> TryAcquireAsync(string name, string holder, TimeSpan ttl, CancellationToken cancellationToken);

    /// <summary>Extends a lease that is still held under this term.</summary>
    /// <returns>False when it is not: its time is over, or it was given away.</returns>
    Task<bool> RenewAsync(Term term, string holder, TimeSpan ttl, CancellationToken cancellationToken);

    /// <summary>Frees the lease if it is still held under this term.</summary>
    Task ReleaseAsync(Term term, string holder, CancellationToken cancellationToken);
}
