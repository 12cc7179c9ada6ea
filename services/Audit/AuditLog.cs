using Distribution.HashChain.Verification;

namespace Distribution.Audit;

internal static partial class AuditLog
{
    [LoggerMessage(1, LogLevel.Critical, "The chain is broken at record {Sequence} ({Reason}): {Detail} Nothing is served from it until a whole verification finds it good")]
    public static partial void Broken(ILogger logger, long sequence, FaultReason reason, string detail);

    [LoggerMessage(2, LogLevel.Warning, "The chain is whole again: {Records} records verified")]
    public static partial void WholeAgain(ILogger logger, long records);

    [LoggerMessage(3, LogLevel.Information, "Verified {Records} records, up to {Sequence}, in {Seconds:0.00} s")]
    public static partial void Verified(ILogger logger, long records, long sequence, double seconds);

    [LoggerMessage(4, LogLevel.Warning, "The chain could not be verified: {Reason}")]
    public static partial void NotVerified(ILogger logger, string reason);

    [LoggerMessage(5, LogLevel.Warning, "There is no checkpoint although the chain has {Records} records: they were verified and are checkpointed now, and nothing proves that there were not more")]
    public static partial void NoCheckpoint(ILogger logger, long records);

    [LoggerMessage(6, LogLevel.Warning, "The checkpoint could not be written: {Reason}")]
    public static partial void NotCheckpointed(ILogger logger, string reason);
}
