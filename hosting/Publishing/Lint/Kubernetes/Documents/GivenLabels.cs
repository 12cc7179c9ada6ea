using System.Globalization;

namespace Distribution.Publishing.Lint.Kubernetes.Documents;

/// <summary>Labels that pods are given while they run, and that no template can hold: a service may select by them all the same.</summary>
internal static class GivenLabels
{
    /// <summary>Kubernetes writes it on the pods of a StatefulSet: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-name-label.</summary>
    private const string PodName = "statefulset.kubernetes.io/pod-name";

    /// <summary>Patroni writes it on its pods, and knows them by the other one: https://patroni.readthedocs.io/en/latest/kubernetes.html.</summary>
    private const string Role = "role";
    private const string Scope = "cluster-name";

    /// <summary>Whether some pods get a label of this value.</summary>
    public static bool Has(PodSet set, string label, string value) => label switch
    {
        PodName => set.Owner.Kind == "StatefulSet" && Members(set.Owner).Contains(value, StringComparer.Ordinal),
        Role => set.Labels.ContainsKey(Scope) && value is "primary" or "replica",
        _ => false,
    };

    private static IEnumerable<string> Members(KubernetesObject owner) =>
        Enumerable.Range(0, owner.Spec["replicas"].Number ?? 1).Select(number => string.Create(CultureInfo.InvariantCulture, $"{owner.Name}-{number}"));
}
