namespace Distribution.Identity.Keys;

internal static partial class KeyLog
{
    [LoggerMessage(5001, LogLevel.Information, "Made the first keys; {KeyId} signs")]
    public static partial void Begun(ILogger logger, string keyId);

    [LoggerMessage(5002, LogLevel.Error, "The keys could not be read again, those of before go on: {Reason}")]
    public static partial void NotRead(ILogger logger, string reason);

    [LoggerMessage(5003, LogLevel.Warning, "{Actor} rotated the keys: {KeyId} signs now")]
    public static partial void Rotated(ILogger logger, string actor, string keyId);

    [LoggerMessage(5004, LogLevel.Warning, "{Actor} withdrew the key {KeyId}")]
    public static partial void Withdrawn(ILogger logger, string actor, string keyId);

    [LoggerMessage(5005, LogLevel.Warning, "Changes of keys are not in the outbox yet, they wait: {Reason}")]
    public static partial void NotRecorded(ILogger logger, string reason);

    [LoggerMessage(5006, LogLevel.Warning, "Keys whose tokens are over stay published for another minute: {Reason}")]
    public static partial void NotPruned(ILogger logger, string reason);
}
