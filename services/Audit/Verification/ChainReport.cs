using Distribution.Audit.Records;
using Distribution.HashChain.Checkpoints;
using Distribution.HashChain.Verification;

namespace Distribution.Audit.Verification;

/// <summary>What a verification found, as an auditor gets it.</summary>
internal sealed record ChainReport(bool Valid, long Records, long From, long To, long Head, string HeadHash, CheckpointItem? Checkpoint, FaultItem? FirstBad)
{
    public static ChainReport Of(VerificationReport report, Checkpoint? checkpoint) => new(
        report.Valid,
        report.Records,
        report.From,
        report.To,
        report.Head.Sequence,
        report.Head.HashText,
        CheckpointItem.Of(checkpoint),
        report.FirstBad is { } fault ? new(fault.Sequence, FaultText.Of(fault.Reason), fault.Detail) : null);
}
