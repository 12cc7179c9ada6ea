using Distribution.Machine.Tools;
using Distribution.Publishing.Lint.Schema;
using Distribution.Publishing.Tools;

namespace Distribution.Publishing.Lint.Kubernetes;

/// <summary>
/// The rules for a Helm chart: it is rendered once with its own values and once more with each other values file beside them. Where the schemas of Kubernetes were fetched before (the tests do), it is
/// decoded strictly too.
/// </summary>
internal sealed class ChartLint : ILint
{
    private const string Release = "distribution";

    /// <inheritdoc/>
    public string Mark => "Chart.yaml";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> CheckAsync(string folder, CancellationToken cancellationToken)
    {
        var helm = KubernetesTools.TryFindHelm() ?? await FetchHelmAsync(folder, cancellationToken);
        var findings = new List<Finding>();
        foreach (var values in Directory.EnumerateFiles(folder, "values-*.yaml").Order(StringComparer.Ordinal).Prepend(null))
        {
            var documents = await RenderAsync(helm, folder, values, cancellationToken);
            findings.AddRange(KubernetesLint.Check(documents));
            if (KubernetesSchemas.AreUsable)
            {
                findings.AddRange(await SchemaLint.CheckAsync(documents, KubernetesSchemas.Folder, cancellationToken));
            }
        }

        return [.. findings.Distinct()];
    }

    private static async Task<string> FetchHelmAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            return (await KubernetesTools.Helm4.FetchAsync(cancellationToken)).Helm;
        }
        catch (Exception failure) when (failure is PublishException or MissingToolException)
        {
            throw new PublishException($"Chart '{folder}' was not checked: Helm is needed to render it, is neither on PATH nor in the cache, and could not be fetched: {failure.Message} Install Helm 3.17 or newer.");
        }
    }

    /// <summary>What Helm makes of a chart.</summary>
    /// <param name="helm">Helm's path.</param>
    /// <param name="folder">The chart.</param>
    /// <param name="values">A values file over its own; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<string> RenderAsync(string helm, string folder, string? values, CancellationToken cancellationToken)
    {
        var rendered = await Command.RunAsync(
            helm, ["template", Release, folder, "--namespace", Release, .. values is null ? Array.Empty<string>() : ["--values", values]], cancellationToken: cancellationToken);
        return rendered.ExitCode == 0
            ? rendered.Output
            : throw new PublishException($"Chart '{folder}' does not render{(values is null ? "" : $" with {Path.GetFileName(values)}")}: {rendered.Error.Trim()}");
    }
}
