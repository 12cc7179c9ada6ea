using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Naming;

/// <summary>Every object and every pod has Kubernetes' recommended labels, by which tools group them.</summary>
internal sealed class RecommendedLabels : IRule
{
    private const string Prefix = "app.kubernetes.io/";
    private static readonly string[] OfObjects = ["name", "instance", "version", "component", "part-of", "managed-by"];

    // Those that do not change from version to version: pods are replaced for a changed label.
    private static readonly string[] OfPods = ["name", "instance", "component", "part-of"];

    /// <inheritdoc/>
    public string Name => "recommended-labels";

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(Manifest manifest) =>
    [
        .. manifest.Objects.Select(candidate => (candidate, missing: Missing(OfObjects, candidate.Labels))).Where(found => found.missing.Length > 0)
            .Select(found => new Fault(found.candidate, $"Add the labels {found.missing}.")),
        .. manifest.Pods.Where(pod => pod.Owner.Kind != "Pod").Select(pod => (pod, missing: Missing(OfPods, pod.Labels))).Where(found => found.missing.Length > 0)
            .Select(found => new Fault(found.pod.Owner, $"Add the labels {found.missing} to its template.")),
    ];

    private static string Missing(string[] names, IReadOnlyDictionary<string, string> labels) => string.Join(", ", names.Select(name => Prefix + name).Where(label => !labels.ContainsKey(label)));
}
