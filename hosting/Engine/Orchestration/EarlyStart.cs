using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Distribution.Engine.Dcp;

namespace Distribution.Engine.Orchestration;

/// <summary>Starts DCP at the first moment at which the state folder is ours, beside all that happens before the first process is asked for.</summary>
internal sealed class EarlyStart(DistributedApplicationModel model, DcpHost host) : IDistributedApplicationEventingSubscriber
{
    public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        if (executionContext.IsRunMode && model.Resources.Any(resource => resource is ExecutableResource or ProjectResource))
        {
            // Whoever needs it joins this start, and sees its failure.
            _ = host.StartAsync();
        }

        return Task.CompletedTask;
    }
}
