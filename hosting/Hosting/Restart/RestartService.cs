using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Members;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distribution.Hosting.Restart;

/// <summary>
/// Starts crashed processes again, as their <see cref="RestartPolicy"/> says, until the AppHost stops. What crashed together starts one after the other: a start takes a processor for a second, and those that live
/// need it, with the work of the dead ones upon them.
/// </summary>
internal sealed class RestartService(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceCommandService commands,
    ResourceLoggerService loggers,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<RestartService> logger) : BackgroundService
{
    private readonly SemaphoreSlim _turns = new(RestartDefaults.StartsAtOnce);

    public override void Dispose()
    {
        _turns.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        var policies = model.Resources.Where(IsRestarted).ToDictionary(resource => resource, _ => new RestartPolicy(time, Random.Shared.NextDouble));
        await foreach (var change in notifications.WatchAsync(stop.Token))
        {
            if (policies.TryGetValue(change.Resource, out var policy))
            {
                Act(change, policy, Decide(policy, () => policy.Observe(change.Snapshot.State?.Text)), stop.Token);
            }
        }
    }

    private bool IsRestarted(IResource resource) =>
        resource.IsMember() && !resource.HasAnnotationOfType<SupervisedAnnotation>() && !Completion.IsAwaited(model, resource);

    private static RestartDecision Decide(RestartPolicy policy, Func<RestartDecision> decide)
    {
        lock (policy)
        {
            return decide();
        }
    }

    private void Act(ResourceEvent ended, RestartPolicy policy, RestartDecision decision, CancellationToken stop)
    {
        switch (decision)
        {
            case RestartDecision.StartAgain again:
                logger.Restarting(ended.Resource.Name, ended.Snapshot.ExitCode, again.After.TotalMilliseconds, again.Attempt, RestartDefaults.Limit);
                _ = StartAgainAsync(ended, policy, again, stop);
                break;
            case RestartDecision.GiveUp up:
                logger.GivenUp(ended.Resource.Name, up.Attempts, RestartDefaults.Window.TotalSeconds);
                loggers.GetLogger(ended.ResourceId).GivenUp(ended.Resource.Name, up.Attempts, RestartDefaults.Window.TotalSeconds);
                break;
        }
    }

    private async Task StartAgainAsync(ResourceEvent ended, RestartPolicy policy, RestartDecision.StartAgain again, CancellationToken stop)
    {
        try
        {
            await Task.Delay(again.After, time, stop);
            await _turns.WaitAsync(stop);
            try
            {
                await StartAsync(ended, policy, stop);
            }
            finally
            {
                _turns.Release();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The AppHost stops.
        }
    }

    private async Task StartAsync(ResourceEvent ended, RestartPolicy policy, CancellationToken stop)
    {
        if (!HasEnded(ended))
        {
            return;
        }

        var result = await commands.ExecuteCommandAsync(ended.Resource, KnownResourceCommands.StartCommand, stop);
        if (result.Success)
        {
            await ServingAsync(ended.Resource, stop);
        }
        else if (HasEnded(ended))
        {
            logger.NotStarted(ended.Resource.Name, result.Message);
            Act(ended, policy, Decide(policy, policy.StartFailed), stop);
        }
    }

    private async Task ServingAsync(IResource resource, CancellationToken stop)
    {
        using var turn = new CancellationTokenSource(RestartDefaults.LongestTurn, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(turn.Token, stop);
        try
        {
            await notifications.WaitForResourceAsync(resource.Name, change => change.Snapshot.HealthStatus == HealthStatus.Healthy || IsEnd(change.Snapshot), either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // It may wait for what is not there yet; the others are not kept from it.
        }
    }

    /// <summary>Somebody may have started it by hand in the meantime.</summary>
    private bool HasEnded(ResourceEvent ended) =>
        notifications.TryGetCurrentState(ended.ResourceId, out var current) && IsEnd(current.Snapshot);

    private static bool IsEnd(CustomResourceSnapshot snapshot) => snapshot.State?.Text is { } state && KnownResourceStates.TerminalStates.Contains(state);
}
