using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Scaling;

/// <summary>A container says how much CPU and memory it needs, and how much memory it may take.</summary>
internal sealed class Resources() : ContainerRule("resources")
{
    /// <inheritdoc/>
    protected override string? Remedy(Container container)
    {
        var resources = container.Field["resources"];
        return !resources["requests"]["cpu"].Exists ? "Set resources.requests.cpu."
            : !resources["requests"]["memory"].Exists ? "Set resources.requests.memory."
            : !resources["limits"]["memory"].Exists ? "Set resources.limits.memory."
            : null;
    }
}
