using Aspire.Hosting.ApplicationModel;
using Google.Protobuf.WellKnownTypes;
using Wire = Distribution.Engine.Dashboard.Protocol;

namespace Distribution.Engine.Dashboard.Mapping;

/// <summary>
/// Makes the dashboard's message of a resource from what it published. The dashboard ends its watch, silently and until it is restarted, over a
/// message without <c>created_at</c>, a URL without <c>display_properties</c>, a command without a name, or a property without a name or value: none of these may be left out.
/// </summary>
internal sealed class ResourceMapper(TimeProvider clock)
{
    private readonly Timestamp _started = Timestamp.FromDateTimeOffset(clock.GetUtcNow());

    public Wire.Resource Map(ResourceEvent change)
    {
        var (resource, snapshot) = (change.Resource, change.Snapshot);
        var state = snapshot.State;
        var message = new Wire.Resource
        {
            Name = change.ResourceId,
            Uid = change.ResourceId,
            DisplayName = resource.Name,
            ResourceType = snapshot.ResourceType is { Length: > 0 } type ? type : resource.GetType().Name,
            IsHidden = snapshot.IsHidden,
            CreatedAt = MomentMapper.Map(snapshot.CreationTimeStamp) ?? _started,
            StartedAt = MomentMapper.Map(snapshot.StartTimeStamp),
            StoppedAt = MomentMapper.Map(snapshot.StopTimeStamp),
        };
        if (state is { Text.Length: > 0 })
        {
            message.State = state.Text;
        }

        if (state is { Style.Length: > 0 })
        {
            message.StateStyle = state.Style;
        }

        if (snapshot.IconName is { Length: > 0 } icon)
        {
            message.IconName = icon;
            message.IconVariant = IconMapper.Map(snapshot.IconVariant);
        }

        message.HealthReports.Add(Each(snapshot.HealthReports).Select(HealthMapper.Map));
        message.Urls.Add(Each(snapshot.Urls).Select(UrlMapper.Map));
        message.Commands.Add(Each(snapshot.Commands).Where(c => !string.IsNullOrWhiteSpace(c.Name)).Select(CommandMapper.Map));
        message.Relationships.Add(Each(snapshot.Relationships).Select(r => new Wire.ResourceRelationship { ResourceName = r.ResourceName, Type = r.Type }));
        message.Properties.Add(PropertyMapper.Map(resource, snapshot));
        message.Environment.Add(Each(snapshot.EnvironmentVariables).Select(Map));
        return message;
    }

    private static Wire.EnvironmentVariable Map(EnvironmentVariableSnapshot variable)
    {
        var message = new Wire.EnvironmentVariable { Name = variable.Name, IsFromSpec = variable.IsFromSpec };
        if (variable.Value is { } value)
        {
            message.Value = value;
        }

        return message;
    }

    private static IEnumerable<T> Each<T>(System.Collections.Immutable.ImmutableArray<T> items) => items.IsDefault ? [] : items;
}
