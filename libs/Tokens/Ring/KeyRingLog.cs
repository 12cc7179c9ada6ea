using Microsoft.Extensions.Logging;

namespace Distribution.Tokens;

internal static partial class KeyRingLog
{
    [LoggerMessage(4001, LogLevel.Information, "Began with {Keys} published keys from {File}")]
    public static partial void Kept(ILogger logger, int keys, string file);

    [LoggerMessage(4002, LogLevel.Information, "Keys changed: {Keys} published, {Withdrawn} withdrawn")]
    public static partial void Changed(ILogger logger, int keys, int withdrawn);

    [LoggerMessage(4003, LogLevel.Warning, "Identity does not tell its keys, the known ones stay: {Reason}")]
    public static partial void NotAnswered(ILogger logger, string reason);

    [LoggerMessage(4004, LogLevel.Information, "Identity tells its keys again")]
    public static partial void AnsweredAgain(ILogger logger);

    [LoggerMessage(4005, LogLevel.Information, "Identity does not tell its keys yet: {Reason}")]
    public static partial void NotYetAnswered(ILogger logger, string reason);
}
