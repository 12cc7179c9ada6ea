using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Distribution.Engine.Dashboard.Grpc;
using Distribution.Engine.Dashboard.Mapping;
using Distribution.Engine.Dashboard.Service;
using Distribution.Machine.Secrets;
using Distribution.Machine.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Dashboard;

/// <summary>
/// The dashboard of a topology, from first to last. Before the resources are started: ports, keys, settings, and where services send their telemetry. Once they
/// are up: the resource service, then the process that reads it, until the AppHost stops.
/// </summary>
internal sealed class DashboardHost(DashboardOptions options, StateFolder state, IServiceProvider services, TimeProvider clock, ILoggerFactory loggers)
    : BackgroundService, IDistributedApplicationEventingSubscriber
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly ILogger _logger = loggers.CreateLogger<DashboardHost>();
    private readonly TaskCompletionSource<DashboardPlan> _planned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        eventing.Subscribe<BeforeStartEvent>((starting, _) =>
        {
            Prepare(starting.Model);
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }

    public override void Dispose()
    {
        if (_planned.Task.IsCompletedSuccessfully)
        {
            _planned.Task.Result.Ports.Dispose();
        }

        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var plan = await _planned.Task.WaitAsync(stoppingToken);
            var notifications = services.GetRequiredService<ResourceNotificationService>();
            await new TopologySettled(notifications, clock).WaitAsync(plan.Resources, DashboardDefaults.StartAfterAtMost, stoppingToken);
            await RunAsync(plan, notifications, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            DashboardLog.GivenUp(_logger, e);
        }
        finally
        {
            DashboardLink.Remove(state);
        }
    }

    /// <summary>Takes the ports and tells the services where to send telemetry.</summary>
    /// <exception cref="Machine.Ports.PortInUseException">The fixed port is taken.</exception>
    /// <exception cref="Machine.Tools.MissingToolException">The dashboard is not installed.</exception>
    private void Prepare(DistributedApplicationModel model)
    {
        var folder = Path.Combine(state.Path, "engine", "dashboard");
        Directory.CreateDirectory(folder, OwnerOnly);
        var plan = new DashboardPlan(new DashboardResource(folder), new DashboardPorts(options.RandomPorts), DashboardKeys.In(state.Secrets), [.. model.Resources]);
        SecretFile.Write(DashboardResource.SettingsFile(folder), DashboardSettings.Json(state.Name, plan.Ports, plan.Keys));

        var export = new OtlpExport(plan.Ports, plan.Keys);
        foreach (var resource in plan.Resources.OfType<ProjectResource>())
        {
            resource.Annotations.Add(export.For(resource));
        }

        model.Resources.Add(plan.Dashboard);
        DashboardLink.Write(state, plan);
        _planned.SetResult(plan);
    }

    private async Task RunAsync(DashboardPlan plan, ResourceNotificationService notifications, CancellationToken stopping)
    {
        var table = new ResourceTable();
        var commands = services.GetRequiredService<ResourceCommandService>();
        var service = new DashboardService(
            state.Name,
            table,
            new ConsoleLogs(services.GetRequiredService<ResourceLoggerService>()),
            commands,
            clock);
        await using var server = await GrpcServer.StartAsync(plan.Ports.Resources, service.Methods, new ApiKey(plan.Keys.Resources), loggers, stopping);
        var feed = new ResourceFeed(notifications, new ResourceMapper(clock), table, loggers.CreateLogger<ResourceFeed>());
        var keeper = new DashboardKeeper(plan.Dashboard, notifications, commands, clock, loggers.CreateLogger<DashboardKeeper>());
        DashboardLog.Starting(_logger, DashboardPorts.Url(plan.Ports.Frontend), DashboardLink.File(state));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var first = await Task.WhenAny(feed.RunAsync(either.Token), keeper.RunAsync(either.Token));
        await either.CancelAsync();
        await first;
    }
}
