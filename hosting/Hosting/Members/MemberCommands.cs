using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Distribution.Hosting.Members;

internal static class MemberCommands
{
    /// <summary>Puts the signals on every process of the model that has no command of that name, once all of it is described.</summary>
    public static void AddMemberCommands(this IDistributedApplicationBuilder builder) =>
        builder.Eventing.Subscribe<BeforeStartEvent>((starting, _) =>
        {
            foreach (var member in starting.Model.Resources.Where(IsMember))
            {
                foreach (var signal in MemberSignal.All.Where(signal => !HasCommand(member, signal.Name)))
                {
                    Add(builder.CreateResourceBuilder(member), signal);
                }
            }

            return Task.CompletedTask;
        });

    /// <summary>Whether the resource is a process that belongs to the topology, and not to the tool that runs it.</summary>
    public static bool IsMember(this IResource resource) =>
        resource is ExecutableResource or ProjectResource && !resource.HasAnnotationOfType<HiddenAnnotation>();

    private static bool HasCommand(IResource resource, string name) => resource.Annotations.OfType<ResourceCommandAnnotation>().Any(command => command.Name == name);

    private static void Add(IResourceBuilder<IResource> member, MemberSignal signal) => member.WithCommand(
        signal.Name,
        signal.DisplayName,
        context => Task.FromResult(signal.Send(context.ResourceName, context.Services.GetRequiredService<ResourceNotificationService>())),
        new CommandOptions
        {
            Description = signal.Description,
            ConfirmationMessage = string.Format(CultureInfo.InvariantCulture, signal.Confirmation, member.Resource.Name),
            IconName = signal.Icon,
            UpdateState = context => context.ResourceSnapshot.Pid() is null ? ResourceCommandState.Hidden : ResourceCommandState.Enabled,
        });
}
