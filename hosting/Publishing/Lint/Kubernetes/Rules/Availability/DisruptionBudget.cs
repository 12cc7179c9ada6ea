using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Availability;

/// <summary>What serves has exactly one disruption budget: a second one makes every eviction fail.</summary>
internal sealed class DisruptionBudget() : PodRule("disruption-budget")
{
    /// <inheritdoc/>
    public override bool MayBeExcused => true;

    /// <inheritdoc/>
    protected override string? Remedy(PodTemplate pod, Manifest manifest) =>
        !pod.Serves ? null : manifest.Of("PodDisruptionBudget").Count(budget => new Selector(budget.Spec["selector"]).Matches(pod.Labels)) switch
        {
            0 => "Add a PodDisruptionBudget that selects its pods.",
            1 => null,
            var count => $"Keep one of the {count} PodDisruptionBudgets that select its pods.",
        };
}
