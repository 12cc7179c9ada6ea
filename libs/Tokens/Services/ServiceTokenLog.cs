using Microsoft.Extensions.Logging;

namespace Distribution.Tokens;

internal static partial class ServiceTokenLog
{
    [LoggerMessage(4011, LogLevel.Warning, "This service's token was not renewed, the one there is stays in use while it lives: {Reason}")]
    public static partial void NotRenewed(ILogger logger, string reason);
}
