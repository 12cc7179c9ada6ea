using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Dcp;

internal static partial class DcpLog
{
    [LoggerMessage(EventId = 100, Level = LogLevel.Debug, Message = "DCP serves after {Milliseconds} ms")]
    public static partial void DcpStarted(this ILogger logger, long milliseconds);

    [LoggerMessage(EventId = 101, Level = LogLevel.Debug, Message = "DCP: {Line}")]
    public static partial void DcpWrote(this ILogger logger, string line);
}
