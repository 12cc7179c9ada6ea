using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Security;

/// <summary>A process cannot get more rights than its parent.</summary>
internal sealed class PrivilegeEscalation() : ContainerRule("privilege-escalation")
{
    /// <inheritdoc/>
    protected override string? Remedy(Container container)
    {
        var security = container.Field["securityContext"];
        return security["privileged"].IsTrue ? "Remove securityContext.privileged."
            : security["allowPrivilegeEscalation"].IsFalse ? null
            : "Set securityContext.allowPrivilegeEscalation to false.";
    }
}
