using Microsoft.Extensions.Logging;

namespace Distribution.Tokens;

internal static partial class KeyRingLog
{
    [LoggerMessage(4001, LogLevel.Information, "Began with {Keys} published keys from {File}")]
    public static partial void Kept(ILogger logger, int keys, string file);

    [LoggerMessage(4002, LogLevel.Information, "Keys changed: {Keys} published, {Withdrawn} withdrawn")]
    public static partial void Changed(ILogger logger, int keys, int withdrawn);

    [LoggerMessage(4003, LogLevel.Warning, "Identity did not tell its keys, the known ones stay; last answer {Age} ago: {Reason}")]
    public static partial void NotAnswered(ILogger logger, TimeSpan age, string reason);
}
