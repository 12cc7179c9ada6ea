namespace Distribution.Leases;

/// <summary>Where the leases live could not be asked.</summary>
public sealed class LeaseStoreException(string message, Exception? innerException = null) : Exception(message, innerException);
