using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Distribution.Engine.Dcp;
using Distribution.Machine.State;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Orchestration;

/// <summary>What every <see cref="ProcessLifecycle"/> of an application works with.</summary>
internal sealed record LifecycleContext(
    DistributedApplicationExecutionContext ExecutionContext,
    IHostEnvironment Environment,
    IDistributedApplicationEventing Eventing,
    ResourceNotificationService Notifications,
    ResourceLoggerService Loggers,
    ResourceSnapshots Snapshots,
    ExecutableRuns Runs,
    DcpHost Host,
    StateFolder State,
    IServiceProvider Services,
    TimeProvider Time,
    ILogger<ProcessLifecycle> Logger);
