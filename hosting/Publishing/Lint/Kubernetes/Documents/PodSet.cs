namespace Distribution.Publishing.Lint.Kubernetes.Documents;

/// <summary>Pods that will be there: those of a template, or those that an operator makes for an object of its own.</summary>
/// <param name="Owner">The object.</param>
/// <param name="Labels">The pods' labels.</param>
/// <param name="Template">What is known of them; null of an operator's pods.</param>
internal sealed record PodSet(KubernetesObject Owner, IReadOnlyDictionary<string, string> Labels, PodTemplate? Template)
{
    /// <summary>The pods of an object; null when it makes none.</summary>
    public static PodSet? Of(KubernetesObject owner) => (owner.Kind, owner.ApiVersion.Split('/')[0]) switch
    {
        // Labels that CloudNativePG's documentation promises.
        ("Cluster", "postgresql.cnpg.io") => new(owner, Labelled(("cnpg.io/cluster", owner.Name), ("cnpg.io/podRole", "instance")), Template: null),
        ("Pooler", "postgresql.cnpg.io") => new(owner, Labelled(("cnpg.io/poolerName", owner.Name), ("cnpg.io/podRole", "pooler")), Template: null),
        _ => PodTemplate.Of(owner) is { } template ? new(owner, template.Labels, template) : null,
    };

    private static Dictionary<string, string> Labelled(params IEnumerable<(string Key, string Value)> labels) => labels.ToDictionary(label => label.Key, label => label.Value, StringComparer.Ordinal);
}
