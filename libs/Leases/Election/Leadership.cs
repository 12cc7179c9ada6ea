namespace Distribution.Leases.Election;

/// <summary>A contender's role at one moment.</summary>
/// <param name="Term">The term under which it leads; null while it follows.</param>
public sealed record Leadership(Term? Term)
{
    /// <summary>Waiting for the lease.</summary>
    public static Leadership Following { get; } = new((Term?)null);

    /// <summary>Whether it leads.</summary>
    public bool Leads => Term is not null;
}
