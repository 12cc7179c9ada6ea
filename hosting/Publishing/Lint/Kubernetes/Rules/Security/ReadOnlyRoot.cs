using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Security;

/// <summary>A container cannot write to its image's file system.</summary>
internal sealed class ReadOnlyRoot() : ContainerRule("read-only-root")
{
    /// <inheritdoc/>
    protected override string? Remedy(Container container) =>
        container.Field["securityContext"]["readOnlyRootFilesystem"].IsTrue ? null : "Set securityContext.readOnlyRootFilesystem to true, and mount an emptyDir where it writes.";
}
