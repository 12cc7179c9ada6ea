namespace Distribution.HashChain.Checkpoints;

/// <summary>Where a chain was known to end.</summary>
/// <param name="Head">The last record then.</param>
/// <param name="At">When.</param>
public sealed record Checkpoint(ChainHead Head, DateTimeOffset At);
