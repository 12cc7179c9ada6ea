using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Security;

/// <summary>A container's user and group are none that a node has.</summary>
internal sealed class HighUser() : ContainerRule("high-user")
{
    private const int HighestOfNodes = 10000;

    /// <inheritdoc/>
    protected override string? Remedy(Container container) =>
        new[] { "runAsUser", "runAsGroup" }.FirstOrDefault(setting => container.Security(setting).Number is not > HighestOfNodes) is { } setting
            ? $"Set securityContext.{setting} to more than {HighestOfNodes}."
            : null;
}
