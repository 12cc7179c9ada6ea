using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Dashboard;

internal static partial class DashboardLog
{
    [LoggerMessage(7120, LogLevel.Information, "The dashboard is started on {Url}; the link with the login token is in {LinkFile}")]
    public static partial void Starting(ILogger logger, string url, string linkFile);

    [LoggerMessage(7121, LogLevel.Warning, "The dashboard ended with exit code {ExitCode}; it is started again in {Delay}")]
    public static partial void Died(ILogger logger, int? exitCode, TimeSpan delay);

    [LoggerMessage(7122, LogLevel.Error, "The dashboard could not be started: {Reason}")]
    public static partial void NotStarted(ILogger logger, string? reason);

    [LoggerMessage(7123, LogLevel.Error, "The dashboard is given up; the topology goes on without it")]
    public static partial void GivenUp(ILogger logger, Exception exception);
}
