using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Dashboard.Service;

internal static partial class ServiceLog
{
    [LoggerMessage(7110, LogLevel.Error, "The state of {Resource} could not be shown in the dashboard")]
    public static partial void ResourceNotShown(ILogger logger, string resource, Exception exception);
}
