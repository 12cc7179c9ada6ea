using Distribution.Publishing.Lint.Yaml;

namespace Distribution.Publishing.Lint.Kubernetes.Documents;

/// <summary>One document.</summary>
/// <param name="root">Its root.</param>
internal sealed class KubernetesObject(Field root)
{
    /// <summary>Its root.</summary>
    public Field Root => root;

    /// <summary>Its API and version: <c>apps/v1</c>.</summary>
    public string ApiVersion { get; } = root["apiVersion"].Text ?? "";

    /// <summary>Its kind.</summary>
    public string Kind { get; } = root["kind"].Text ?? "";

    /// <summary>Its name.</summary>
    public string Name { get; } = root["metadata"]["name"].Text ?? "";

    /// <summary>Its namespace; null when it leaves that to whoever applies it.</summary>
    public string? Namespace => root["metadata"]["namespace"].Text;

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; } = root["metadata"]["labels"].Map;

    /// <summary>Its annotations.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; } = root["metadata"]["annotations"].Map;

    /// <summary>Its specification.</summary>
    public Field Spec => root["spec"];

    /// <summary>The moments at which Helm runs it as a hook; none for an ordinary object.</summary>
    public IReadOnlyList<string> Hooks => Annotations.GetValueOrDefault("helm.sh/hook", "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}/{Name}";
}
