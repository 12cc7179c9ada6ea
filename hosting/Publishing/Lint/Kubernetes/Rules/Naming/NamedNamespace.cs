using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Naming;

/// <summary>An object says which namespace it belongs to, and that is not 'default', where no policy and no quota of ours applies.</summary>
internal sealed class NamedNamespace : IRule
{
    // Kinds of a whole cluster, as far as a chart like ours may hold them.
    private static readonly HashSet<string> OfTheCluster = new(StringComparer.Ordinal)
    {
        "Namespace", "ClusterRole", "ClusterRoleBinding", "PriorityClass", "StorageClass", "PersistentVolume", "CustomResourceDefinition",
        "ClusterIssuer", "GatewayClass", "IngressClass", "ClusterImageCatalog", "RuntimeClass",
    };

    /// <inheritdoc/>
    public string Name => "named-namespace";

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(Manifest manifest) =>
        manifest.Objects.Where(candidate => !OfTheCluster.Contains(candidate.Kind) && candidate.Namespace is null or "default").Select(candidate => new Fault(candidate, "Set metadata.namespace to the release's."));
}
