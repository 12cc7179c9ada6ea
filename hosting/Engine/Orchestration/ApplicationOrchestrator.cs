using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;
using Distribution.Engine.Model;
using Distribution.Machine.Tools;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Orchestration;

/// <summary>Brings the resources of the model to life when the application starts, and ends their processes, in the order of their dependencies, when it stops.</summary>
internal sealed class ApplicationOrchestrator(
    DistributedApplicationModel model,
    LifecycleContext context,
    ResourceLogFiles logFiles,
    IHostApplicationLifetime application,
    ILogger<ApplicationOrchestrator> logger) : IHostedService, IDisposable
{
    private readonly EndpointAllocation _endpoints = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<ProcessLifecycle> _lifecycles = [];
    private readonly List<Task> _starts = [];
    private PosixSignalRegistration? _interrupt;
    private int _interrupts;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var resources = model.Resources.ToArray();
        _lifecycles.AddRange(resources.Where(resource => resource is ExecutableResource or ProjectResource).Select(resource => new ProcessLifecycle(resource, context)));
        foreach (var lifecycle in _lifecycles)
        {
            LifecycleCommands.Add(lifecycle);
            await context.Notifications.PublishUpdateAsync(lifecycle.Resource, last => last);
        }

        logFiles.Start(resources);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, KillWhenInterruptedAgain);
        if (_lifecycles.Count > 0)
        {
            _ = Tool.Find("dcp");
            _ = FollowHostAsync();
            await context.Host.PredecessorsGone.WaitAsync(cancellationToken);
        }

        foreach (var resource in resources.OfType<IResourceWithEndpoints>())
        {
            _endpoints.Allocate(resource);
        }

        foreach (var resource in resources)
        {
            await AnnounceAsync(resource, cancellationToken);
        }

        foreach (var resource in resources)
        {
            _starts.Add(Task.Run(() => InitializeAsync(resource), CancellationToken.None));
        }

        foreach (var lifecycle in _lifecycles.Where(lifecycle => !lifecycle.Resource.Annotations.OfType<ExplicitStartupAnnotation>().Any()))
        {
            _starts.Add(Task.Run(() => StartFirstAsync(lifecycle), CancellationToken.None));
        }

        await context.Eventing.PublishAsync(new AfterResourcesCreatedEvent(context.Services, model), cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        var started = context.Time.GetTimestamp();
        var levels = StopOrder.Levels([.. _lifecycles.Select(lifecycle => lifecycle.Resource)]);
        foreach (var (index, level) in levels.Index())
        {
            var kept = OrchestrationDefaults.StopTimeOfALevel * (levels.Count - index - 1);
            var left = OrchestrationDefaults.ApplicationStopDeadline - context.Time.GetElapsedTime(started) - kept;
            await Task.WhenAll(_lifecycles.Where(lifecycle => level.Contains(lifecycle.Resource)).Select(lifecycle => StopLastAsync(lifecycle, left)));
        }

        await context.Host.StopAsync();
        await logFiles.StopAsync();
    }

    public void Dispose()
    {
        _interrupt?.Dispose();
        _lifecycles.ForEach(lifecycle => lifecycle.Dispose());
        _endpoints.Dispose();
        _stopping.Dispose();
    }

    private async Task AnnounceAsync(IResource resource, CancellationToken cancellationToken)
    {
        if (resource is IResourceWithEndpoints)
        {
            await context.Eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, context.Services), cancellationToken);
        }

        if (resource is IResourceWithConnectionString)
        {
            await context.Eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, context.Services), cancellationToken);
        }

        var urls = await ResourceUrls.GatherAsync(resource, context.ExecutionContext, context.Loggers.GetLogger(resource), cancellationToken);
        if (urls.Length > 0)
        {
            await context.Snapshots.UrlsAsync(resource, urls);
        }
    }

    // A subscriber may drive its resource for as long as the application runs.
    private async Task InitializeAsync(IResource resource)
    {
        try
        {
            await context.Eventing.PublishAsync(new InitializeResourceEvent(resource, context.Eventing, context.Loggers, context.Notifications, context.Services), _stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The application stops.
        }
        catch (Exception failure)
        {
            logger.SubscriberFailed(failure, resource.Name, nameof(InitializeResourceEvent));
            context.Loggers.GetLogger(resource).FailedToStart(failure.Message);
            await context.Snapshots.StateAsync(resource, KnownResourceStates.FailedToStart);
        }
    }

    private async Task StartFirstAsync(ProcessLifecycle lifecycle)
    {
        try
        {
            await lifecycle.StartAsync(_stopping.Token);
        }
        catch (Exception failure) when (failure is ExecutableException or OperationCanceledException)
        {
            // It is in the resource's state and log.
        }
    }

    private async Task StopLastAsync(ProcessLifecycle lifecycle, TimeSpan left)
    {
        try
        {
            await lifecycle.CloseAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
        catch (Exception failure)
        {
            // The reaper ends it with the others.
            logger.NotStopped(failure, lifecycle.Resource.Name);
        }
    }

    private async Task FollowHostAsync()
    {
        try
        {
            await context.Host.StartAsync();
            await context.Host.Lost.WaitAsync(_stopping.Token);
            logger.OrchestratorLost(context.Host.LastLines);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (Exception failure)
        {
            logger.OrchestratorUnusable(failure.Message);
        }

        System.Environment.ExitCode = 1;
        application.StopApplication();
    }

    private void KillWhenInterruptedAgain(PosixSignalContext signal)
    {
        // The first is the host's: it stops the application in order.
        if (Interlocked.Increment(ref _interrupts) < 2)
        {
            return;
        }

        logger.InterruptedAgain();
        context.Host.Kill();
        System.Environment.Exit(InterruptedExitCode);
    }

    // 128 + SIGINT, as shells tell it.
    private const int InterruptedExitCode = 130;
}
