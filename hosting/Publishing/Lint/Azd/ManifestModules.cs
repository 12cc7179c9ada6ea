using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Distribution.Publishing.Lint.Azd;

/// <summary>
/// Rules of the modules. <c>bicep-module</c>: each that the manifest names is there. <c>bicep-parameter</c>: it is given what it needs and nothing that it does not have. <c>bicep-output</c>: what is taken from it is
/// one of its outputs. <c>bicep-probes</c>, <c>bicep-replicas</c>: an app has probes, and never less than two replicas unless it is one of several apps alike.
/// </summary>
internal static partial class ManifestModules
{
    /// <summary>azd gives it to every module.</summary>
    private const string Location = "location";

    public static IEnumerable<Finding> Check(JsonObject resources, IReadOnlyDictionary<string, string> modules)
    {
        foreach (var (name, resource) in resources)
        {
            var deployment = resource?["deployment"] ?? (Text(resource?["type"]) == "azure.bicep.v0" ? resource : null);
            if (deployment is null)
            {
                continue;
            }

            if (Text(deployment["path"]) is not { } path || !modules.TryGetValue(path, out var module))
            {
                yield return new("bicep-module", name, $"Its module '{deployment["path"]}' is not beside the manifest: publish it again.");
                continue;
            }

            foreach (var finding in Parameters(name, deployment["params"] as JsonObject ?? [], module).Concat(Outputs(name, resources, module)).Concat(App(name, resource!, resources, module)))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<Finding> Parameters(string name, JsonObject given, string module)
    {
        var known = Parameter().Matches(module).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["standard"].Success, StringComparer.Ordinal);
        return
        [
            .. known.Where(parameter => !parameter.Value && parameter.Key != Location && !given.ContainsKey(parameter.Key)).Select(parameter => new Finding("bicep-parameter", name, $"Its module needs '{parameter.Key}', which the manifest does not give: add it to 'params'.")),
            .. given.Select(parameter => parameter.Key).Where(parameter => !known.ContainsKey(parameter)).Select(parameter => new Finding("bicep-parameter", name, $"Its module has no parameter '{parameter}': take it out of 'params'.")),
        ];
    }

    private static IEnumerable<Finding> Outputs(string name, JsonObject resources, string module)
    {
        var outputs = Output().Matches(module).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        return resources.SelectMany(resource => ManifestTexts.Of(resource.Value, resource.Key))
            .SelectMany(text => Publishing.Azd.Manifest.ManifestExpression.Of(text.Text))
            .Where(reference => reference.Resource == name && reference.Property.StartsWith("outputs.", StringComparison.Ordinal) && !outputs.Contains(reference.Property["outputs.".Length..]))
            .Select(reference => new Finding("bicep-output", name, $"{reference} is no output of its module: there are {string.Join(", ", outputs.Order(StringComparer.Ordinal))}."))
            .Distinct();
    }

    private static IEnumerable<Finding> App(string name, JsonNode resource, JsonObject resources, string module)
    {
        if (!module.Contains("'Microsoft.App/containerApps@", StringComparison.Ordinal))
        {
            yield break;
        }

        foreach (var probe in new[] { "Startup", "Readiness", "Liveness" }.Where(probe => !module.Contains($"type: '{probe}'", StringComparison.Ordinal)))
        {
            yield return new("bicep-probes", name, $"It has no {probe} probe: a replica that does not serve would get requests, or stay as it is.");
        }

        var least = Replicas().Match(module) is { Success: true } match ? int.Parse(match.Groups["number"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : 0;
        var alike = resources.Count(other => Text(other.Value?["path"]) == Text(resource["path"]) && Text(other.Value?["type"]) == Text(resource["type"]));
        if (least * alike < 2)
        {
            yield return new("bicep-replicas", name, "It may run as one replica or none: two are the least of which one may be lost.");
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    [GeneratedRegex(@"^param (?<name>\w+) \w+(?<standard> = .+)?$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^output (?<name>\w+) ", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Output();

    [GeneratedRegex(@"minReplicas: (?<number>\d+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Replicas();
}
