using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Networking;

/// <summary>An object that makes pods selects them, and nobody else's.</summary>
internal sealed class SelectorMatches() : PodRule("selector-matches")
{
    /// <inheritdoc/>
    protected override string? Remedy(PodTemplate pod, Manifest manifest)
    {
        var field = pod.Owner.Spec["selector"];
        var selector = new Selector(field);
        return !pod.Serves ? null
            : !field["matchLabels"].Entries.Any() || !selector.Matches(pod.Labels) ? "Let spec.selector match the labels of its template."
            : manifest.Pods.FirstOrDefault(other => other.Owner != pod.Owner && selector.Matches(other.Labels)) is { } other ? $"Narrow spec.selector: it selects the pods of {other.Owner} too."
            : null;
    }
}
