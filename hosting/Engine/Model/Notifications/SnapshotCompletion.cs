using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Model;

/// <summary>What the engine itself knows about a resource, added to each snapshot: arrows, icon, commands, whose start it is.</summary>
internal sealed partial class SnapshotCompletion(IServiceProvider services, TimeProvider time, ILogger logger)
{
    public CustomResourceSnapshot Initial(IResource resource)
    {
        var shown = resource.TryGetLastAnnotation<ResourceSnapshotAnnotation>(out var annotation)
            ? annotation.InitialSnapshot
            : new CustomResourceSnapshot { ResourceType = TypeName(resource), Properties = [] };
        return shown with { CreationTimeStamp = shown.CreationTimeStamp ?? time.GetUtcNow().UtcDateTime };
    }

    public CustomResourceSnapshot Complete(IResource resource, CustomResourceSnapshot last, CustomResourceSnapshot next)
    {
        var runs = next.State?.Text == KnownResourceStates.Running;
        var started = runs && (last.Version == 0 || last.State?.Text != KnownResourceStates.Running);
        next = next with
        {
            Version = last.Version + 1,
            Start = started ? last.Start + 1 : last.Start,
            Ready = runs && !started ? next.Ready : null,
            HealthReports = started ? Unknown(resource) : next.HealthReports,
            Relationships = Relationships(resource, next.Relationships),
            Properties = ParentOf(resource) is { } parent ? next.Properties.With(ResourceProperties.ParentName, parent) : next.Properties,
            IsHidden = next.IsHidden || IsHidden(resource, next),
        };
        if (resource.TryGetLastAnnotation<ResourceIconAnnotation>(out var icon))
        {
            next = next with { IconName = icon.IconName, IconVariant = icon.IconVariant };
        }

        return next with { Commands = Commands(resource, next) };
    }

    private static ImmutableArray<HealthReportSnapshot> Unknown(IResource resource) =>
        [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => new HealthReportSnapshot(check.Key, Status: null, Description: null, ExceptionText: null))];

    private static string TypeName(IResource resource)
    {
        const string suffix = "Resource";
        var name = resource.GetType().Name;
        return resource switch
        {
            ProjectResource => "Project",
            ExecutableResource => "Executable",
            _ => name.EndsWith(suffix, StringComparison.Ordinal) && name.Length > suffix.Length ? name[..^suffix.Length] : name,
        };
    }

    private static string? ParentOf(IResource resource) =>
        (resource as IResourceWithParent)?.Parent.Name
        ?? resource.Annotations.OfType<ResourceRelationshipAnnotation>().LastOrDefault(arrow => arrow.Type == RelationshipTypes.Parent)?.Resource.Name;

    private static ImmutableArray<RelationshipSnapshot> Relationships(IResource resource, ImmutableArray<RelationshipSnapshot> known)
    {
        var wanted = resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(arrow => new RelationshipSnapshot(arrow.Resource.Name, arrow.Type));
        if (resource is IResourceWithParent child)
        {
            wanted = wanted.Prepend(new RelationshipSnapshot(child.Parent.Name, RelationshipTypes.Parent));
        }

        var missing = wanted.Except(known).ToArray();
        return missing.Length == 0 ? known : known.AddRange(missing);
    }

    private static bool IsHidden(IResource resource, CustomResourceSnapshot snapshot) =>
        resource.TryGetLastAnnotation<HiddenAnnotation>(out var hidden)
        && (hidden.Behavior == HiddenBehavior.Always
            || (KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text ?? string.Empty) && snapshot.ExitCode is { } code && hidden.SuccessfulExitCodes.Contains(code)));

    private ImmutableArray<ResourceCommandSnapshot> Commands(IResource resource, CustomResourceSnapshot snapshot) =>
        [.. resource.Annotations.OfType<ResourceCommandAnnotation>().Select(command => new ResourceCommandSnapshot(
            command.Name,
            StateOf(command, resource, snapshot),
            command.DisplayName,
            command.DisplayDescription,
            command.Parameter,
            command.ConfirmationMessage,
            command.IconName,
            command.IconVariant,
            command.IsHighlighted))];

    private ResourceCommandState StateOf(ResourceCommandAnnotation command, IResource resource, CustomResourceSnapshot snapshot)
    {
        try
        {
            return command.UpdateState(new UpdateCommandStateContext { ResourceSnapshot = snapshot, Services = services });
        }
        catch (Exception error)
        {
            NoState(logger, error, command.Name, resource.Name);
            return ResourceCommandState.Disabled;
        }
    }

    [LoggerMessage(1200, LogLevel.Error, "Whether command '{Command}' of resource '{Resource}' can be given could not be decided; it is disabled.")]
    private static partial void NoState(ILogger logger, Exception error, string command, string resource);
}
