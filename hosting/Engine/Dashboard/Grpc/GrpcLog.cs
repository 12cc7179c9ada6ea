using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Dashboard.Grpc;

internal static partial class GrpcLog
{
    [LoggerMessage(7100, LogLevel.Debug, "{Path} was ended by the client")]
    public static partial void CallAborted(ILogger logger, string path);

    [LoggerMessage(7101, LogLevel.Warning, "{Path} was refused with status {Status}: {Reason}")]
    public static partial void CallRefused(ILogger logger, string path, GrpcStatus status, string reason);

    [LoggerMessage(7102, LogLevel.Error, "{Path} failed")]
    public static partial void CallFailed(ILogger logger, string path, Exception exception);
}
