using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Availability;

/// <summary>A disruption budget lets at least one pod go, and pods that do not work: otherwise no node can be drained.</summary>
internal sealed class BudgetAllowsEviction : IRule
{
    /// <inheritdoc/>
    public string Name => "budget-allows-eviction";

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(Manifest manifest)
    {
        foreach (var budget in manifest.Of("PodDisruptionBudget"))
        {
            var selected = manifest.PodSets.Where(set => new Selector(budget.Spec["selector"]).Matches(set.Labels)).ToList();
            var remedy = (selected.Count, selected.Sum(set => manifest.Replicas(set.Owner))) switch
            {
                (0, _) => "Select pods that are there.",
                (_, var replicas) when Blocks(budget, replicas) => $"Let one of its {replicas} pods go: maxUnavailable 1.",
                _ when budget.Spec["unhealthyPodEvictionPolicy"].Text != "AlwaysAllow" => "Set unhealthyPodEvictionPolicy to AlwaysAllow.",
                _ => null,
            };
            if (remedy is not null)
            {
                yield return new(budget, remedy) { At = budget.Spec };
            }
        }
    }

    private static bool Blocks(KubernetesObject budget, int replicas) =>
        budget.Spec["maxUnavailable"].Text is "0" or "0%"
        || budget.Spec["minAvailable"].Text == "100%"
        || budget.Spec["minAvailable"].Number >= replicas;
}
