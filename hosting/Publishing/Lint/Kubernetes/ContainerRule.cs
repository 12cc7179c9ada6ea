using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes;

/// <summary>A rule that looks at one container at a time, also at those that initialise.</summary>
/// <param name="name">The rule's name.</param>
internal abstract class ContainerRule(string name) : IRule
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(Manifest manifest) =>
        manifest.Pods.SelectMany(pod => pod.AllContainers).Select(container => (container, remedy: Remedy(container))).Where(found => found.remedy is not null).Select(found => Fault.Of(found.container, found.remedy!));

    /// <summary>What to do about a container; null when it keeps the rule.</summary>
    protected abstract string? Remedy(Container container);
}
