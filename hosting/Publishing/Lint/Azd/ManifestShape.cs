using System.Text.Json;
using System.Text.Json.Nodes;

namespace Distribution.Publishing.Lint.Azd;

/// <summary>
/// Rules <c>manifest-type</c> and <c>manifest-schema</c>: a resource is of a type that azd takes (LoadManifest in cli/azd/pkg/apphost/generate.go of Azure/azure-dev) and has the properties that Aspire's published
/// schema (aspire-8.0.json, the file that a manifest names as its $schema) gives that type, and no others.
/// </summary>
internal static class ManifestShape
{
    private static readonly Shape Bicep = new(["path"], ["path", "connectionString", "params"]);
    private static readonly Shape Container = new([], ["image", "entrypoint", "args", "connectionString", "env", "bindings", "bindMounts", "volumes", "build", "deployment", "containerFiles"]);
    private static readonly Shape Project = new(["path"], ["path", "args", "env", "bindings", "containerFiles"]);

    private static readonly Dictionary<string, Shape> Types = new(StringComparer.Ordinal)
    {
        ["project.v0"] = Project,
        ["project.v1"] = Project with { Allowed = [.. Project.Allowed, "deployment"] },
        ["container.v0"] = Container with { Required = ["image"], Allowed = [.. Container.Allowed.Except(["build", "deployment"])] },
        ["container.v1"] = Container,
        ["dockerfile.v0"] = new(["path", "context"], ["path", "context", "env", "bindings", "buildArgs"]),
        ["parameter.v0"] = new(["value", "inputs"], ["value", "connectionString", "inputs"]),
        ["value.v0"] = new(["connectionString"], ["connectionString"]),
        ["annotated.string"] = new(["value", "filter"], ["value", "filter"]),
        ["azure.bicep.v0"] = Bicep,
    };

    private static readonly string[] Schemes = ["http", "https", "tcp", "udp"];
    private static readonly string[] Protocols = ["tcp", "udp"];
    private static readonly string[] Transports = ["tcp", "http", "http2"];

    public static IEnumerable<Finding> Check(JsonObject resources) => resources.SelectMany(resource => resource.Value is JsonObject content
        ? Check(resource.Key, content)
        : [Fault(resource.Key, "It is no object")]);

    private static IEnumerable<Finding> Check(string name, JsonObject content)
    {
        if (Text(content["type"]) is not { } type || !Types.TryGetValue(type, out var shape))
        {
            return [new("manifest-type", name, $"Its type '{content["type"]}' is none that azd takes: leave the resource out with ExcludeFromManifest, or write it as one of {string.Join(", ", Types.Keys)}.")];
        }

        return
        [
            .. shape.Required.Where(required => content[required] is null).Select(missing => Fault(name, $"A {type} has no '{missing}'")),
            .. content.Select(property => property.Key).Except([.. shape.Allowed, "type"]).Select(extra => Fault(name, $"A {type} may have no '{extra}'")),
            .. type == "container.v1" && (content["image"] is null) == (content["build"] is null) ? [Fault(name, "A container.v1 has either 'image' or 'build'")] : Array.Empty<Finding>(),
            .. Strings(name, content, "env"),
            .. Bindings(name, content["bindings"]),
            .. Inputs(name, content["inputs"]),
            .. content["deployment"] is { } deployment ? Deployment(name, deployment) : [],
        ];
    }

    private static IEnumerable<Finding> Deployment(string name, JsonNode deployment)
    {
        if (deployment is not JsonObject content || Text(content["type"]) != "azure.bicep.v0")
        {
            return [Fault(name, "Its deployment is no azure.bicep.v0")];
        }

        return
        [
            .. Text(content["path"]) is null ? [Fault(name, "Its deployment has no 'path'")] : Array.Empty<Finding>(),
            .. content.Select(property => property.Key).Except([.. Bicep.Allowed, "type"]).Select(extra => Fault(name, $"Its deployment may have no '{extra}'")),
        ];
    }

    private static IEnumerable<Finding> Strings(string name, JsonObject content, string property) => content[property] switch
    {
        null => [],
        JsonObject texts => texts.Where(text => Text(text.Value) is null).Select(text => Fault(name, $"'{property}' has '{text.Key}', which is no text")),
        _ => [Fault(name, $"'{property}' is no object")],
    };

    private static IEnumerable<Finding> Bindings(string name, JsonNode? bindings) => bindings switch
    {
        null => [],
        JsonObject all => all.SelectMany(binding => Binding(name, binding.Key, binding.Value as JsonObject)),
        _ => [Fault(name, "'bindings' is no object")],
    };

    private static IEnumerable<Finding> Binding(string name, string key, JsonObject? binding)
    {
        if (binding is null)
        {
            return [Fault(name, $"Its binding '{key}' is no object")];
        }

        return
        [
            .. OneOf("scheme", Schemes), .. OneOf("protocol", Protocols), .. OneOf("transport", Transports),
            .. new[] { "port", "targetPort" }.Where(port => binding[port] is { } number && number.GetValueKind() != JsonValueKind.Number).Select(port => Fault(name, $"Its binding '{key}' has a '{port}' that is no number")),
            .. binding.Select(property => property.Key).Except(["scheme", "protocol", "transport", "external", "port", "targetPort"]).Select(extra => Fault(name, $"Its binding '{key}' may have no '{extra}'")),
        ];

        IEnumerable<Finding> OneOf(string property, string[] values) => values.Contains(Text(binding[property])) ? [] : [Fault(name, $"Its binding '{key}' has the {property} '{binding[property]}', which is none of {string.Join(", ", values)}")];
    }

    private static IEnumerable<Finding> Inputs(string name, JsonNode? inputs) => inputs switch
    {
        null => [],
        JsonObject all => all.Where(input => input.Value is not JsonObject content || Text(content["type"]) != "string").Select(input => Fault(name, $"Its input '{input.Key}' is not of type string")),
        _ => [Fault(name, "'inputs' is no object")],
    };

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static Finding Fault(string name, string what) => new("manifest-schema", name, $"{what}: Aspire's schema says otherwise; correct what writes it.");

    private sealed record Shape(IReadOnlyList<string> Required, IReadOnlyList<string> Allowed);
}
