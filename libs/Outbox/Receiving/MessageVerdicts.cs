namespace Distribution.Outbox.Receiving;

/// <summary>What became of a batch; every message is exactly one of these.</summary>
/// <param name="Accepted">How many took effect just now.</param>
/// <param name="Duplicates">How many had taken effect before.</param>
/// <param name="Rejected">Those that never will.</param>
public sealed record MessageVerdicts(int Accepted, int Duplicates, IReadOnlyList<Rejection> Rejected);
