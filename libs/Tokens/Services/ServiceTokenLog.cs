using Microsoft.Extensions.Logging;

namespace Distribution.Tokens;

internal static partial class ServiceTokenLog
{
    [LoggerMessage(4011, LogLevel.Warning, "This service's token was not renewed, the one there is stays in use while it lives: {Reason}")]
    public static partial void NotRenewed(ILogger logger, string reason);

    [LoggerMessage(4012, LogLevel.Information, "This service has no token yet and asks for one again: {Reason}")]
    public static partial void NoneYet(ILogger logger, string reason);

    [LoggerMessage(4013, LogLevel.Warning, "This service has no token and asks for one again: {Reason}")]
    public static partial void None(ILogger logger, string reason);
}
