namespace Distribution.Audit.Records;

/// <summary>Where the chain ends, and what is proven of it.</summary>
internal sealed record HeadReport(long Sequence, string Hash, CheckpointItem? Checkpoint);
