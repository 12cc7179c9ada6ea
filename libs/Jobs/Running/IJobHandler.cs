namespace Distribution.Jobs;

/// <summary>Runs the jobs of one kind. It may run several at a time, and a job again whose earlier attempt had its effect but could not be completed.</summary>
public interface IJobHandler
{
    /// <summary>The kind.</summary>
    string Kind { get; }

    /// <summary>Does the job. Returning completes it; throwing makes it due again after a back-off, until it has no attempts left and is dead.</summary>
    /// <param name="job">The job. What is written elsewhere in its name carries its term.</param>
    /// <param name="cancellationToken">Fires when the job is cancelled, was taken away, ran for too long, or its worker is to stop. Throw <see cref="OperationCanceledException"/> then.</param>
    /// <exception cref="JobFailedForGoodException">Another attempt would fail too: the job is dead.</exception>
    /// <exception cref="JobRetryException">Try again after a while that the handler knows.</exception>
    /// <exception cref="JobLostException">Another claim has the job: end without a trace.</exception>
    Task RunAsync(RunningJob job, CancellationToken cancellationToken);
}
