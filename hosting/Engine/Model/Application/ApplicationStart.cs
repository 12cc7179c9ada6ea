using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Distribution.Machine.State;

namespace Distribution.Engine.Model;

/// <summary>What happens before anything is started: the state folder is taken, subscribers subscribe, the model is completed, all resources become known.</summary>
internal sealed class ApplicationStart(
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext executionContext,
    IDistributedApplicationEventing eventing,
    IEnumerable<IDistributedApplicationEventingSubscriber> subscribers,
    ResourceNotificationService notifications,
    StateFolder state,
    IServiceProvider services) : IDisposable
{
    private IDisposable? held;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (executionContext.IsRunMode)
        {
            held = state.Open();
        }

        foreach (var subscriber in subscribers)
        {
            await subscriber.SubscribeAsync(eventing, executionContext, cancellationToken);
        }

        await eventing.PublishAsync(new BeforeStartEvent(services, model), cancellationToken);
        if (executionContext.IsPublishMode)
        {
            return;
        }

        ModelValidation.Check(model);
        foreach (var resource in model.Resources.ToArray())
        {
            await notifications.PublishUpdateAsync(resource, last => last with { State = last.State ?? (resource.HasAnnotationOfType<ExplicitStartupAnnotation>() ? KnownResourceStates.NotStarted : null) });
        }
    }

    public void Dispose() => held?.Dispose();
}
