namespace Distribution.Publishing.Description.Values;

/// <summary>All Sentinels as host:port, separated by commas.</summary>
public sealed record SentinelHostsPart : ValuePart;
