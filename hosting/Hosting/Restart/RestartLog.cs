using Microsoft.Extensions.Logging;

namespace Distribution.Hosting.Restart;

internal static partial class RestartLog
{
    [LoggerMessage(3101, LogLevel.Warning, "{Resource} crashed (exit code {ExitCode}): starting it again in {PauseMs:0} ms, {Attempt} of {Limit}")]
    public static partial void Restarting(this ILogger logger, string resource, int? exitCode, double pauseMs, int attempt, int limit);

    [LoggerMessage(3102, LogLevel.Warning, "{Resource} could not be started again: {Reason}")]
    public static partial void NotStarted(this ILogger logger, string resource, string? reason);

    [LoggerMessage(3103, LogLevel.Error, "{Resource} is left as failed after {Attempts} starts within {WindowSeconds} s: mend the cause, then start it with ./distribution start {Resource}")]
    public static partial void GivenUp(this ILogger logger, string resource, int attempts, double windowSeconds);
}
