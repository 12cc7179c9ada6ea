using Aspire.Hosting.ApplicationModel;
using Wire = Distribution.Engine.Dashboard.Protocol;

namespace Distribution.Engine.Dashboard.Mapping;

/// <summary>The properties of a resource: what the dashboard expects beside the message's own fields, then what the resource published.</summary>
internal static class PropertyMapper
{
    public static IEnumerable<Wire.ResourceProperty> Map(IResource resource, CustomResourceSnapshot snapshot)
    {
        var own = Own(resource, snapshot).Where(p => p.Value is not null).Select(p => new Wire.ResourceProperty { Name = p.Name, Value = ValueMapper.Map(p.Value) });
        var published = (snapshot.Properties.IsDefault ? [] : snapshot.Properties)
            .Where(p => !string.IsNullOrWhiteSpace(p.Name))
            .Select(p => Map(p, resource));
        return own.Concat(published).DistinctBy(p => p.Name);
    }

    /// <summary>Not one of these is derived by the dashboard from the fields of the same meaning. Health is: it draws the icon by the rule that gave this word.</summary>
    private static IEnumerable<(string Name, object? Value)> Own(IResource resource, CustomResourceSnapshot snapshot) =>
    [
        (KnownProperty.DisplayName, resource.Name),
        (KnownProperty.State, snapshot.State?.Text),
        (KnownProperty.HealthState, snapshot.HealthStatus?.ToString()),
        (KnownProperty.StartTime, snapshot.StartTimeStamp),
        (KnownProperty.StopTime, snapshot.StopTimeStamp),
        (KnownProperty.ExitCode, snapshot.ExitCode),
    ];

    private static Wire.ResourceProperty Map(ResourcePropertySnapshot property, IResource resource)
    {
        var message = new Wire.ResourceProperty
        {
            Name = property.Name,
            Value = ValueMapper.Map(property.Value),
            IsSensitive = property.IsSensitive || IsSecret(property, resource),
        };
        if (KnownProperty.IsTitledByDashboard(property.Name))
        {
            return message;
        }

        var place = KnownProperty.Highlighted.Index().FirstOrDefault(k => k.Item.Name == property.Name);
        var title = property.DisplayName ?? place.Item.Title;
        if (!string.IsNullOrWhiteSpace(title))
        {
            message.DisplayName = title;
        }

        message.IsHighlighted = property.IsHighlighted || place.Item.Name is not null;
        if ((property.SortOrder ?? (place.Item.Name is null ? null : place.Index)) is { } order)
        {
            message.SortOrder = order;
        }

        return message;
    }

    private static bool IsSecret(ResourcePropertySnapshot property, IResource resource) =>
        resource is ParameterResource { Secret: true } && property.Name == "Value";
}
