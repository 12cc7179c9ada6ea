namespace Distribution.Postgres.Primary;

/// <summary>One finding of a primary. A new finding of the same server shares its reign, so that what runs on it is not disturbed.</summary>
internal sealed record CurrentPrimary(HostPool Host, ServerIdentity Identity, Reign Reign);
