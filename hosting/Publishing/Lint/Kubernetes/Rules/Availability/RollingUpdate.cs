using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Availability;

/// <summary>An update replaces pods one after the other, and a Deployment's not before the new one serves.</summary>
internal sealed class RollingUpdate() : PodRule("rolling-update")
{
    private const string Way = "RollingUpdate";

    /// <inheritdoc/>
    protected override string? Remedy(PodTemplate pod, Manifest manifest)
    {
        var strategy = pod.Owner.Spec["strategy"];
        return pod.Owner.Kind switch
        {
            "Deployment" when strategy["type"].Text != Way => "Set strategy.type to RollingUpdate.",
            "Deployment" when strategy["rollingUpdate"]["maxUnavailable"].Text is not ("0" or "0%") => "Set strategy.rollingUpdate.maxUnavailable to 0.",
            "StatefulSet" or "DaemonSet" when pod.Owner.Spec["updateStrategy"]["type"].Text != Way => "Set updateStrategy.type to RollingUpdate.",
            _ => null,
        };
    }
}
