using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes;

/// <summary>A rule that looks at one template of pods at a time.</summary>
/// <param name="name">The rule's name.</param>
internal abstract class PodRule(string name) : IRule
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public virtual bool MayBeExcused => false;

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(Manifest manifest) =>
        manifest.Pods.Select(pod => (pod, remedy: Remedy(pod, manifest))).Where(found => found.remedy is not null).Select(found => new Fault(found.pod.Owner, found.remedy!));

    /// <summary>What to do about the pods; null when they keep the rule.</summary>
    protected abstract string? Remedy(PodTemplate pod, Manifest manifest);
}
