using System.Diagnostics;
using Distribution.Jobs.Telemetry;
using Microsoft.Extensions.Logging;

namespace Distribution.Jobs.Running;

/// <summary>Runs one claimed job and says how that ended.</summary>
internal sealed class Executor(IReadOnlyDictionary<string, IJobHandler> handlers, JobRunnerOptions options, TimeProvider time, Random random, ILogger logger)
{
    /// <param name="execution">The job.</param>
    /// <param name="stopping">The worker has no more time.</param>
    public async Task<Outcome> RunAsync(Execution execution, CancellationToken stopping)
    {
        var job = execution.Job;
        using var activity = JobTelemetry.Source.StartActivity($"job {job.Kind}", ActivityKind.Consumer, job.Claim.TraceParent);
        activity?.SetTag("job.id", job.Id);
        activity?.SetTag("job.attempt", job.Attempt);
        using var late = new CancellationTokenSource(options.RunTimeout, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(execution.Token, execution.Session.Over, stopping, late.Token);
        try
        {
            if (!execution.Session.IsLive)
            {
                return new(job.Claim, Ending.HandedBack);
            }

            await handlers[job.Kind].RunAsync(job, any.Token);
            return new(job.Claim, job.CompletesItself ? Ending.None : Ending.Completed);
        }
        catch (Exception failure)
        {
            var outcome = Judge(execution, failure, stopping, late.IsCancellationRequested);
            activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
            if (outcome.Error is not null)
            {
                JobLog.AttemptFailed(logger, job.Kind, job.Id, job.Attempt, outcome.Error);
            }

            return outcome;
        }
    }

    private Outcome Judge(Execution execution, Exception failure, CancellationToken stopping, bool late)
    {
        var claim = execution.Job.Claim;
        switch (failure)
        {
            case JobLostException:
                return new(claim, Ending.None);
            case OperationCanceledException when execution.IsLost:
                return new(claim, Ending.None);
            case OperationCanceledException when execution.IsCancelled:
                return new(claim, Ending.Cancelled);
            case OperationCanceledException when stopping.IsCancellationRequested || execution.Session.Over.IsCancellationRequested:
                return new(claim, Ending.HandedBack);
            case JobFailedForGoodException:
                return new(claim, Ending.Dead, Error: Text(failure));
        }

        var error = late && failure is OperationCanceledException ? $"it did not end within {options.RunTimeout}" : Text(failure);
        return claim.Attempt >= claim.MaxAttempts
            ? new(claim, Ending.Dead, Error: error)
            : new(claim, Ending.Retried, failure is JobRetryException retry ? retry.After : Backoff.After(claim.Attempt, options, random), error);
    }

    private static string Text(Exception failure) => failure is JobFailedForGoodException or JobRetryException ? failure.Message : $"{failure.GetType().Name}: {failure.Message}";
}
