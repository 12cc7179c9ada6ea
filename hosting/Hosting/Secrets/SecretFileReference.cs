using Aspire.Hosting.ApplicationModel;

namespace Distribution.Hosting.Secrets;

/// <summary>
/// The path of a file that holds a secret, as a value of the model: locally the file in the topology's folder of secrets; a publisher mounts the secret by its name, and puts that path in its place.
/// </summary>
/// <param name="name">The secret's name, unique in the topology, which is also its file's where it is mounted.</param>
/// <param name="kind">What it holds.</param>
/// <param name="path">Where it is, or will be, on this machine.</param>
public sealed class SecretFileReference(string name, SecretKind kind, string path) : IValueProvider, IManifestExpressionProvider
{
    /// <summary>The secret's name.</summary>
    public string Name { get; } = name;

    /// <summary>What it holds.</summary>
    public SecretKind Kind { get; } = kind;

    /// <summary>Where it is, or will be, on this machine.</summary>
    public string Path { get; } = path;

    /// <summary>Of a passfile, the database's role.</summary>
    public string? Role { get; init; }

    /// <summary>Of a passfile, the database.</summary>
    public string? Database { get; init; }

    /// <inheritdoc/>
    public string ValueExpression => $"{{{Name}.value}}";

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(Path);
}
