namespace Distribution.Jobs.Tests;

/// <summary>A handler that is a function.</summary>
internal sealed class Handler(string kind, Func<RunningJob, CancellationToken, Task> run) : IJobHandler
{
    public string Kind => kind;

    public Task RunAsync(RunningJob job, CancellationToken cancellationToken) => run(job, cancellationToken);
}
