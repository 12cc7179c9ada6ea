using Distribution.Publishing.Azd;

namespace Distribution.Publishing.Lint.Azd;

/// <summary>The rules for what azd is given.</summary>
internal sealed class AzdLint : ILint
{
    /// <inheritdoc/>
    public string Mark => AzdEmitter.Manifest;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> CheckAsync(string folder, CancellationToken cancellationToken)
    {
        var manifest = await File.ReadAllTextAsync(Path.Combine(folder, Mark), cancellationToken);
        var modules = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var module in Directory.EnumerateFiles(folder, "*.bicep"))
        {
            modules[Path.GetFileName(module)] = await File.ReadAllTextAsync(module, cancellationToken);
        }

        return ManifestLint.Check(manifest, modules);
    }
}
