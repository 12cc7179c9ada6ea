using System.Text.Json;
using System.Text.Json.Nodes;
using Distribution.Publishing.Lint.Kubernetes.Documents;
using Distribution.Publishing.Lint.Yaml;
using Distribution.Publishing.Tools;
using YamlDotNet.Core;

namespace Distribution.Publishing.Lint.Schema;

/// <summary>Decodes rendered documents as strictly as a cluster that validates fields does: unknown and missing fields, wrong types, enums and quantities, and keys that occur twice.</summary>
internal static class SchemaLint
{
    /// <summary>Decodes a stream of documents.</summary>
    /// <param name="documents">The YAML.</param>
    /// <param name="schemas">The folder of <see cref="KubernetesSchemas"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PublishException">The decoder did not run.</exception>
    /// <exception cref="Machine.Tools.MissingToolException">node is not installed.</exception>
    public static async Task<IReadOnlyList<Finding>> CheckAsync(string documents, string schemas, CancellationToken cancellationToken)
    {
        try
        {
            var manifest = Manifest.Parse(documents);
            var input = new JsonArray([.. manifest.Objects.Select(document => YamlJson.Convert(document.Root))]).ToJsonString();
            var decoded = await Command.RunAsync("node", ["--input-type=module", "--eval", KubernetesSchemas.Decoder, schemas], input, cancellationToken: cancellationToken);
            return decoded.ExitCode == 0
                ? [.. JsonSerializer.Deserialize<SchemaError[]>(decoded.Output, JsonSerializerOptions.Web)!.Select(error => Finding(error, manifest))]
                : throw new PublishException($"The documents could not be decoded (node ended with {decoded.ExitCode}): {decoded.Error.Trim()}");
        }
        catch (YamlException failure)
        {
            return [new("yaml", "the rendered documents", failure.Message) { Location = new SourceLines(documents).Locate((int)failure.Start.Line) }];
        }
    }

    private static Finding Finding(SchemaError error, Manifest manifest)
    {
        var document = manifest.Objects[error.Document];
        return new(error.Rule, $"{document}{(error.Path.Length == 0 ? "" : $", {error.Path}")}", $"Mend it: {error.Message}.") { Location = manifest.Locate(Follow(document.Root, error.Path)) };
    }

    // A JSON pointer, as far as it leads.
    private static Field Follow(Field root, string pointer) => pointer.Split('/').Skip(1)
        .Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))
        .Aggregate(root, (field, step) => (int.TryParse(step, out var index) ? field.Items.ElementAtOrDefault(index) : field[step]) is { Node: not null } next ? next : field);
}
