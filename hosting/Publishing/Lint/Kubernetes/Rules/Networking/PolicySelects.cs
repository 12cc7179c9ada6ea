using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Networking;

/// <summary>A network policy selects pods that are there: a label that changed would leave them open or cut off.</summary>
internal sealed class PolicySelects : IRule
{
    /// <inheritdoc/>
    public string Name => "policy-selects";

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(Manifest manifest) =>
        manifest.Of("NetworkPolicy")
            .Where(policy => !manifest.PodSets.Any(set => new Selector(policy.Spec["podSelector"]).Matches(set.Labels)))
            .Select(policy => new Fault(policy, "Select pods that are there.") { At = policy.Spec["podSelector"] });
}
