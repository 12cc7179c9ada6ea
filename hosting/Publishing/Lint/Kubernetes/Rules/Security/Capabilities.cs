using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Security;

/// <summary>A container has no capabilities.</summary>
internal sealed class Capabilities() : ContainerRule("capabilities")
{
    /// <inheritdoc/>
    protected override string? Remedy(Container container)
    {
        var capabilities = container.Field["securityContext"]["capabilities"];
        return !capabilities["drop"].Texts.Contains("ALL", StringComparer.Ordinal) ? "Drop ALL in securityContext.capabilities."
            : capabilities["add"].Items.Any() ? $"Do without {string.Join(", ", capabilities["add"].Texts)}."
            : null;
    }
}
