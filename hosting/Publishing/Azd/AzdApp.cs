using System.Globalization;
using Distribution.Publishing.Description;

namespace Distribution.Publishing.Azd;

/// <summary>A container app: all replicas of a workload, or one of them where each keeps something of its own, for the replicas of an app share its volumes.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Member">Which replica, from 1; null for all of them.</param>
internal sealed record AzdApp(Workload Workload, int? Member)
{
    /// <summary>The app's name, by which it is found in its environment.</summary>
    public string Name => Member is { } member ? string.Create(CultureInfo.InvariantCulture, $"{Workload.Name}-{member}") : Workload.Name;

    /// <summary>How many replicas it has at least.</summary>
    public int MinReplicas => Member is null ? Workload.Scaling?.Minimum ?? Workload.Replicas : 1;

    /// <summary>How many replicas it has at most.</summary>
    public int MaxReplicas => Member is null ? Workload.Scaling?.Maximum ?? Workload.Replicas : 1;

    /// <summary>The share of a volume.</summary>
    public string ShareOf(Volume volume) => volume.IsShared ? volume.Name : $"{Name}-{volume.Name}";

    /// <summary>The apps of a workload.</summary>
    public static IReadOnlyList<AzdApp> Of(Workload workload) => workload.Volumes.Any(volume => !volume.IsShared)
        ? [.. Enumerable.Range(1, workload.Replicas).Select(member => new AzdApp(workload, member))]
        : [new(workload, Member: null)];
}
