using Microsoft.Extensions.Logging;

namespace Distribution.Jobs;

internal static partial class JobLog
{
    [LoggerMessage(1, LogLevel.Information, "Worker {Worker}: begins as {Id}")]
    public static partial void WorkerBegins(ILogger logger, string worker, Guid id);

    [LoggerMessage(2, LogLevel.Warning, "Worker {Id}: is over, its jobs are stopped: {Reason}")]
    public static partial void WorkerOver(ILogger logger, Guid id, string reason);

    [LoggerMessage(3, LogLevel.Warning, "Worker {Worker}: a heartbeat failed: {Reason}")]
    public static partial void HeartbeatFailed(ILogger logger, string worker, string reason);

    [LoggerMessage(4, LogLevel.Warning, "Worker {Worker}: could not claim: {Reason}")]
    public static partial void NotClaimed(ILogger logger, string worker, string reason);

    [LoggerMessage(5, LogLevel.Warning, "Worker {Worker}: could not write {Count} outcomes, and tries again: {Reason}")]
    public static partial void NotSettled(ILogger logger, string worker, int count, string reason);

    [LoggerMessage(6, LogLevel.Warning, "Job {Kind} {Id}: attempt {Attempt} failed: {Error}")]
    public static partial void AttemptFailed(ILogger logger, string kind, Guid id, int attempt, string error);

    [LoggerMessage(7, LogLevel.Error, "Job {Kind} {Id}: is dead after {Attempt} attempts: {Error}")]
    public static partial void Died(ILogger logger, string kind, Guid id, int attempt, string error);

    [LoggerMessage(8, LogLevel.Warning, "Workers were lost: {Count} jobs are given to others")]
    public static partial void Reaped(ILogger logger, int count);

    [LoggerMessage(9, LogLevel.Warning, "Worker {Worker}: could not look for lost workers: {Reason}")]
    public static partial void NotReaped(ILogger logger, string worker, string reason);

    [LoggerMessage(10, LogLevel.Information, "Worker {Worker}: is not told of new jobs and polls: {Reason}")]
    public static partial void NotListening(ILogger logger, string worker, string reason);

    [LoggerMessage(11, LogLevel.Warning, "Job {Id}: the answer to claim {Term} was lost; it is handed back")]
    public static partial void ClaimFound(ILogger logger, Guid id, long term);

    [LoggerMessage(12, LogLevel.Warning, "Worker {Worker}: could not take itself out; what it had is given to others in a moment: {Reason}")]
    public static partial void NotEnded(ILogger logger, string worker, string reason);
}
