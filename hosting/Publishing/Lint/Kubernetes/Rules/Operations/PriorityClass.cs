using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Operations;

/// <summary>Pods say how important they are: a full node evicts others first.</summary>
internal sealed class PriorityClass() : PodRule("priority-class")
{
    /// <inheritdoc/>
    public override bool MayBeExcused => true;

    /// <inheritdoc/>
    protected override string? Remedy(PodTemplate pod, Manifest manifest) => pod.Serves && !pod.Spec["priorityClassName"].Exists ? "Set priorityClassName." : null;
}
