using Distribution.Publishing.Lint.Yaml;

namespace Distribution.Publishing.Lint.Kubernetes.Documents;

/// <summary>A container of a pod.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Field">Where it is written.</param>
/// <param name="IsInit">Whether it runs before the others.</param>
internal sealed record Container(PodTemplate Pod, Field Field, bool IsInit)
{
    /// <summary>Its name.</summary>
    public string Name => Field["name"].Text ?? "";

    /// <summary>Its ports.</summary>
    public IEnumerable<Field> Ports => Field["ports"].Items;

    /// <summary>Its environment variables.</summary>
    public IEnumerable<Field> Environment => Field["env"].Items;

    /// <summary>A setting of its security, its own or else the pod's.</summary>
    public Field Security(string setting) => Field["securityContext"][setting] is { Exists: true } own ? own : Pod.Spec["securityContext"][setting];

    /// <summary>Whether it has a port of this name or number.</summary>
    public bool Listens(string? port) => port is not null && Ports.Any(known => known["name"].Text == port || known["containerPort"].Text == port);
}
