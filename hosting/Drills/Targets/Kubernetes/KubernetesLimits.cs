using Distribution.Drills.Faults;

namespace Distribution.Drills.Targets.Kubernetes;

/// <summary>What cannot be done to a cluster's members from here, and what would make it possible.</summary>
internal sealed class KubernetesLimits(NodeOutage nodes, KubernetesUpgrade upgrade)
{
    /// <summary>Why not; null when it can be done.</summary>
    /// <param name="injection">What.</param>
    /// <param name="members">The members, with where they stand.</param>
    /// <param name="hasZones">Whether the nodes say in which zones they are.</param>
    public string? WhyNot(Injection injection, IReadOnlyList<Placed> members, bool hasZones) => injection switch
    {
        Injection.Kill or Injection.Stop or Injection.Start => null,
        Injection.Freeze or Injection.Thaw => PodProcesses.Lack(members.Select(member => member.Pod).FirstOrDefault(pod => pod?.Container is not null)) is { } lack
            ? $"{lack}, and nothing in Kubernetes freezes a container: drill as root on the machine that runs the nodes, as with a cluster of one machine."
            : null,
        Injection.LoseZone => nodes.Lack ?? (hasZones ? null : "no node may be read that has the label topology.kubernetes.io/zone: label the nodes, and let the drill's account get them."),
        Injection.RestoreZone => nodes.Lack,
        Injection.Upgrade => upgrade.Lack,
        Injection.Network => "nothing here changes the cluster's network, or the firewall of its nodes: drill the network locally (./distribution up --network relayed).",
        Injection.StepClock or Injection.ResetClock => "the images have no clock that can be set, and a container has no clock of its own: drill clocks locally.",
        Injection.SlowDisk or Injection.UnslowDisk => "a cluster cannot slow the disk of a pod that runs: drill the disk locally.",
        _ => $"nothing here can {injection}: it is done to processes of this machine.",
    };
}
