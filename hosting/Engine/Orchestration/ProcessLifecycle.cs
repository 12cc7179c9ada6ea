using Aspire.Hosting.ApplicationModel;
using Distribution.Engine.Dcp;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Orchestration;

/// <summary>The life of one resource that is a process, over all its starts.</summary>
/// <remarks>
/// NotStarted → (Waiting) → Starting → Running → Finished, when it ended with exit code 0, or Exited. What cannot be started becomes FailedToStart. A stop that somebody asked for passes
/// through Stopping; a crash does not. Only the first start waits for the resource's dependencies; a stop during that wait ends it and leaves NotStarted. Every start raises
/// BeforeResourceStartedEvent and awaits its subscribers, and makes a new executable in DCP, which starts none twice. Nothing is started again by itself.
/// </remarks>
internal sealed class ProcessLifecycle(IResource resource, LifecycleContext context) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ILogger _log = context.Loggers.GetLogger(resource);
    private CancellationTokenSource? _starting;
    private ExecutableRun? _run;
    private Task _following = Task.CompletedTask;
    private bool _waited;
    private int _starts;
    private volatile bool _closed;

    public IResource Resource => resource;

    /// <summary>Starts the process.</summary>
    /// <exception cref="ExecutableException">It could not be started, or runs already; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The start was ended by the caller.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_run is { IsGone: false })
            {
                throw new ExecutableException($"Resource '{resource.Name}' runs already: stop it first, or restart it.");
            }

            if (_closed)
            {
                throw new ExecutableException($"Resource '{resource.Name}' is not started, because the application stops.");
            }

            await _following;
            using var starting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _starting = starting;
            await StartOnceAsync(starting.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await context.Snapshots.StateAsync(resource, KnownResourceStates.NotStarted);
            throw new ExecutableException($"The start of '{resource.Name}' was ended by a stop.");
        }
        finally
        {
            _starting = null;
            _gate.Release();
        }
    }

    /// <summary>Stops the process, or ends its start. Nothing happens when it does not run.</summary>
    /// <param name="atMost">The time until it is killed, when that is less than its own deadline.</param>
    public async Task StopAsync(TimeSpan atMost)
    {
        EndStart();
        await _gate.WaitAsync(CancellationToken.None);
        try
        {
            if (_run is not { IsGone: false } run)
            {
                await _following;
                return;
            }

            await context.Snapshots.StateAsync(resource, KnownResourceStates.Stopping);
            var policy = StopPolicy.Of(resource);
            var deadline = policy.Deadline < atMost ? policy.Deadline : atMost;
            if (!await run.StopAsync(policy.Signal, deadline))
            {
                context.Logger.ResourceKilled(resource.Name, deadline.TotalSeconds, policy.Signal.ToString());
            }

            await _following;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Stops the process for good: no later start is possible.</summary>
    /// <param name="atMost">The time until it is killed, when that is less than its own deadline.</param>
    public Task CloseAsync(TimeSpan atMost)
    {
        _closed = true;
        return StopAsync(atMost);
    }

    public void Dispose() => _gate.Dispose();

    private void EndStart()
    {
        try
        {
            _starting?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended in this moment.
        }
    }

    private async Task StartOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!_waited)
            {
                await context.Notifications.WaitForDependenciesAsync(resource, cancellationToken);
                _waited = true;
            }

            await LaunchAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            context.Logger.ResourceFailed(resource.Name, failure.Message);
            _log.FailedToStart(failure.Message);
            await context.Snapshots.StateAsync(resource, KnownResourceStates.FailedToStart);
            throw failure as ExecutableException ?? new ExecutableException(failure.Message);
        }
    }

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        var started = context.Time.GetTimestamp();
        await context.Snapshots.StateAsync(resource, KnownResourceStates.Starting);
        await context.Eventing.PublishAsync(new BeforeResourceStartedEvent(resource, context.Services), cancellationToken);
        var plan = await LaunchPlan.GatherAsync(resource, context.ExecutionContext, context.Environment.ContentRootPath, context.State, _log, cancellationToken);
        await context.Snapshots.PlannedAsync(resource, plan);

        var run = await context.Runs.CreateAsync(plan.ToExecutable($"{resource.Name.ToLowerInvariant()}-{++_starts}"), Write, cancellationToken);
        try
        {
            // From here on there may be a process: a cancelled start still has to learn its pid to end it.
            var (pid, at) = await run.StartedAsync(CancellationToken.None);
            context.Logger.ResourceStarted(resource.Name, pid, (long)context.Time.GetElapsedTime(started).TotalMilliseconds);
            await context.Snapshots.RunningAsync(resource, pid, at);
        }
        catch (ExecutableException)
        {
            await RemoveAsync(run);
            throw;
        }

        _run = run;
        _following = FollowAsync(run);
    }

    private async Task FollowAsync(ExecutableRun run)
    {
        var exitCode = await run.EndedAsync();
        run.ReadOutput(atEnd: true);
        context.Logger.ResourceEnded(resource.Name, exitCode);
        await context.Snapshots.EndedAsync(resource, exitCode);

        // Not awaited: a subscriber may start the resource again, which waits for this method.
        _ = TellStoppedAsync();
        await RemoveAsync(run);
    }

    private async Task RemoveAsync(ExecutableRun run)
    {
        try
        {
            await context.Runs.RemoveAsync(run);
        }
        catch (Exception failure) when (failure is DcpException or IOException)
        {
            context.Logger.NotRemoved(failure, run.Name);
        }
    }

    private async Task TellStoppedAsync()
    {
        try
        {
            if (context.Notifications.TryGetCurrentState(resource.Name, out var current))
            {
                await context.Eventing.PublishAsync(new ResourceStoppedEvent(resource, context.Services, current), CancellationToken.None);
            }
        }
        catch (Exception failure)
        {
            context.Logger.SubscriberFailed(failure, resource.Name, nameof(ResourceStoppedEvent));
        }
    }

    private void Write(IReadOnlyList<OutputLine> lines)
    {
        foreach (var line in lines)
        {
            context.Loggers.Append(resource.Name, $"{line.Time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} {line.Text}", line.IsError);
        }
    }
}
