using Google.Protobuf.WellKnownTypes;
using Wire = Distribution.Engine.Dashboard.Protocol;

namespace Distribution.Engine.Dashboard.Mapping;

/// <summary>
/// What dashboard 13.5.4 cannot do without. The first message that lacks one of these ends its watch of all resources, silently and until the dashboard is restarted,
/// so that no message is sent before it was looked at.
/// </summary>
internal static class RequiredFields
{
    /// <returns>What is missing, each with the place where; nothing when the message may be sent.</returns>
    public static IEnumerable<string> MissingFrom(Wire.Resource resource) =>
    [
        .. When(resource.Name.Length == 0, "name"),
        .. When(resource.ResourceType.Length == 0, "resource_type"),
        .. When(resource.DisplayName.Length == 0, "display_name"),
        .. When(resource.CreatedAt is null, "created_at"),
        .. resource.HealthReports.SelectMany(r => When(r.HasStatus && !System.Enum.IsDefined(r.Status), $"status of health report {r.Key}")),
        .. resource.Urls.SelectMany(Missing),
        .. resource.Commands.SelectMany(Missing),
        .. resource.Properties.SelectMany(Missing),
        .. When(resource.HasIconVariant && !System.Enum.IsDefined(resource.IconVariant), "icon_variant"),
    ];

    private static IEnumerable<string> Missing(Wire.Url url) =>
    [
        .. When(url.DisplayProperties is null, $"display_properties of URL {url.FullUrl}"),
        .. When(url.FullUrl.Length == 0, $"full_url of endpoint {url.EndpointName}"),
    ];

    private static IEnumerable<string> Missing(Wire.ResourceCommand command) =>
    [
        .. When(string.IsNullOrWhiteSpace(command.Name), $"name of command {command.DisplayName}"),
        .. When(string.IsNullOrWhiteSpace(command.DisplayName), $"display_name of command {command.Name}"),
        .. When(!System.Enum.IsDefined(command.State), $"state of command {command.Name}"),
        .. When(command.HasIconVariant && !System.Enum.IsDefined(command.IconVariant), $"icon_variant of command {command.Name}"),
    ];

    private static IEnumerable<string> Missing(Wire.ResourceProperty property) =>
    [
        .. When(string.IsNullOrWhiteSpace(property.Name), "name of a property"),
        .. When(property.Value is null || property.Value.KindCase == Value.KindOneofCase.None, $"value of property {property.Name}"),
    ];

    private static IEnumerable<string> When(bool missing, string what) => missing ? [what] : [];
}
