using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Security;

/// <summary>Pods do not share the node's network, processes or IPC.</summary>
internal sealed class HostNamespaces() : PodRule("host-namespaces")
{
    private static readonly string[] Namespaces = ["hostNetwork", "hostPID", "hostIPC"];

    /// <inheritdoc/>
    protected override string? Remedy(PodTemplate pod, Manifest manifest) => Array.Find(Namespaces, name => pod.Spec[name].IsTrue) is { } shared ? $"Remove {shared}." : null;
}
