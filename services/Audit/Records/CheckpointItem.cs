using Distribution.HashChain.Checkpoints;

namespace Distribution.Audit.Records;

/// <summary>A checkpoint as an auditor gets it, to be kept elsewhere.</summary>
internal sealed record CheckpointItem(long Sequence, string Hash, DateTimeOffset At)
{
    public static CheckpointItem? Of(Checkpoint? checkpoint) => checkpoint is null ? null : new(checkpoint.Head.Sequence, checkpoint.Head.HashText, checkpoint.At);
}
