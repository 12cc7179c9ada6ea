namespace Distribution.Drills.Targets.Kubernetes;

/// <summary>Which release of the Helm chart is drilled, and with what.</summary>
/// <param name="Release">Its name: the value of the marker that its objects carry.</param>
public sealed record KubernetesTargetOptions(string Release)
{
    /// <summary>Its namespace; null for the context's.</summary>
    public string? Namespace { get; init; }

    /// <summary>kubectl; null for the one that <c>DISTRIBUTION_KUBECTL</c> names, or the one on PATH.</summary>
    public string? Kubectl { get; init; }

    /// <summary>The file of contexts; null for kubectl's usual one.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>The context; null for the current one.</summary>
    public string? Context { get; init; }

    /// <summary>Where clients come in; null for the address of the gateway's Service.</summary>
    public Uri? Gateway { get; init; }

    /// <summary>A command that cuts a node off, to which the node's name is appended; null where there is none.</summary>
    public string? NodeCut { get; init; }

    /// <summary>A command that takes that back, to which the node's name is appended.</summary>
    public string? NodeHeal { get; init; }

    /// <summary>A command that puts another version in place and returns when it serves: <c>helm upgrade … --wait</c>. Null where there is none.</summary>
    public string? Upgrade { get; init; }

    /// <summary>Whether somebody said that a cluster at a private address is meant.</summary>
    public bool IKnow { get; init; }
}
