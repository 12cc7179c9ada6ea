using System.Text.Json.Nodes;
using Distribution.Publishing.Azd.Manifest;

namespace Distribution.Publishing.Lint.Azd;

/// <summary>
/// Rule <c>manifest-reference</c>: every <c>{RESOURCE.PROPERTY}</c> names a resource that is there and something that azd knows of its type (evalBindingRef in cli/azd/pkg/apphost/generate.go of Azure/azure-dev).
/// </summary>
internal static class ManifestReferences
{
    private static readonly string[] OfBindings = ["scheme", "protocol", "transport", "external", "host", "targetPort", "port", "url"];

    public static IEnumerable<Finding> Check(JsonObject resources) =>
        from resource in resources
        from text in ManifestTexts.Of(resource.Value, resource.Key)
        from reference in ManifestExpression.Of(text.Text)
        let fault = Fault(resources, resource.Key, reference)
        where fault is not null
        select new Finding("manifest-reference", text.Place, $"{reference} {fault}: azd would end there. Name what is in the manifest.");

    private static string? Fault(JsonObject resources, string from, ManifestExpression reference)
    {
        if (reference.Resource.Length == 0)
        {
            return reference.Property.StartsWith("outputs.", StringComparison.Ordinal) ? null : "is nothing that azd's own infrastructure gives";
        }

        if (resources[reference.Resource] is not JsonObject target)
        {
            return "names no resource of the manifest";
        }

        var parts = reference.Property.Split('.');
        return (Type(target), parts) switch
        {
            (_, ["connectionString"]) => target["connectionString"] is null ? "names a connection string that the resource does not have" : null,
            (_, ["inputs", var input]) => reference.Resource == from && target["inputs"]?[input] is not null ? null : "names an input that the resource itself does not have",
            ("parameter.v0" or "annotated.string", ["value"]) => null,
            ("azure.bicep.v0", ["outputs" or "secretOutputs", _] or ["secretOutputs"]) => null,
            ("project.v0" or "project.v1" or "container.v0" or "container.v1" or "dockerfile.v0", ["containerImage"] or ["containerPort"]) => reference.Resource == from ? null : "is known to the resource's own deployment only",
            ("project.v0" or "project.v1" or "container.v0" or "container.v1" or "dockerfile.v0", ["bindings", var binding, var property]) =>
                target["bindings"]?[binding] is null ? $"names the binding '{binding}', which '{reference.Resource}' does not have"
                : OfBindings.Contains(property) ? null
                : $"asks for a binding's '{property}'",
            (var type, _) => $"asks for what a {type} does not give",
        };
    }

    private static string? Type(JsonObject resource) => resource["type"] is JsonValue value && value.TryGetValue<string>(out var type) ? type : null;
}
