namespace Distribution.Leases;

/// <summary>Grants leases by name.</summary>
public interface ILeaseProvider
{
    /// <summary>Takes the lease if it is free.</summary>
    /// <returns>The lease, or null when another holds it.</returns>
    /// <exception cref="LeaseStoreException">The store could not be asked.</exception>
    Task<ILease?> TryAcquireAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Waits until the lease is free, and takes it. While the store cannot be asked it goes on waiting.</summary>
    Task<ILease> AcquireAsync(string name, CancellationToken cancellationToken = default);
}
