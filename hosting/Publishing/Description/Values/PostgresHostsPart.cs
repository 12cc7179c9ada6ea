namespace Distribution.Publishing.Description.Values;

/// <summary>All hosts of the database cluster, with their ports, separated by commas: what Npgsql takes as <c>Host</c>.</summary>
public sealed record PostgresHostsPart : ValuePart;
