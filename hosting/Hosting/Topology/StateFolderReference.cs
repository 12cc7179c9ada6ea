using Aspire.Hosting.ApplicationModel;

namespace Distribution.Hosting.Topology;

/// <summary>A path in a folder that outlives the process, as a value of the model: locally in the topology's state folder; a publisher makes a volume of the name, and puts the path in that in its place.</summary>
/// <param name="volume">The volume's name.</param>
/// <param name="within">Below the volume's root; empty for the root itself.</param>
/// <param name="path">The path on this machine.</param>
/// <param name="isShared">Whether all replicas use the same folder, or each has its own.</param>
public sealed class StateFolderReference(string volume, string within, string path, bool isShared) : IValueProvider, IManifestExpressionProvider
{
    /// <summary>The volume's name.</summary>
    public string Volume { get; } = volume;

    /// <summary>Below the volume's root.</summary>
    public string Within { get; } = within;

    /// <summary>Whether all replicas use the same folder.</summary>
    public bool IsShared { get; } = isShared;

    /// <inheritdoc/>
    public string ValueExpression => $"/var/lib/distribution/{Volume}{(Within.Length == 0 ? "" : "/")}{Within}";

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(path);
}
