using Distribution.Publishing.Lint.Kubernetes.Documents;
using Distribution.Publishing.Lint.Yaml;

namespace Distribution.Publishing.Lint.Kubernetes;

/// <summary>What a rule found.</summary>
/// <param name="Owner">The object.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record Fault(KubernetesObject Owner, string Remedy)
{
    /// <summary>Which part of the object; empty for all of it.</summary>
    public string Part { get; init; } = "";

    /// <summary>Where it is written.</summary>
    public Field At { get; init; } = Owner.Root;

    /// <summary>A fault of a container.</summary>
    public static Fault Of(Container container, string remedy) => new(container.Pod.Owner, remedy) { Part = $", container {container.Name}", At = container.Field };
}
