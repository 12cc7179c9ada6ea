using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Security;

/// <summary>The kernel refuses system calls that no container needs.</summary>
internal sealed class Seccomp() : ContainerRule("seccomp")
{
    /// <inheritdoc/>
    protected override string? Remedy(Container container) =>
        container.Security("seccompProfile")["type"].Text is "RuntimeDefault" or "Localhost" ? null : "Set securityContext.seccompProfile.type to RuntimeDefault.";
}
