using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Networking;

/// <summary>Each pod is selected by a network policy in both directions: without one, everybody may call it and it may call everybody.</summary>
internal sealed class PolicyCovers : IRule
{
    private static readonly string[] Directions = ["Ingress", "Egress"];

    /// <inheritdoc/>
    public string Name => "policy-covers";

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(Manifest manifest) =>
        manifest.PodSets.SelectMany(_ => Directions, (set, direction) => (set, direction))
            .Where(entry => !manifest.Of("NetworkPolicy").Any(policy => Covers(policy, entry.direction) && new Selector(policy.Spec["podSelector"]).Matches(entry.set.Labels)))
            .Select(entry => new Fault(entry.set.Owner, $"Add a NetworkPolicy of type {entry.direction} that selects its pods."));

    private static bool Covers(KubernetesObject policy, string direction) =>
        policy.Spec["policyTypes"].Exists ? policy.Spec["policyTypes"].Texts.Contains(direction, StringComparer.Ordinal) : direction == "Ingress" || policy.Spec["egress"].Exists;
}
