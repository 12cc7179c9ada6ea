namespace Distribution.Drills.Targets;

/// <summary>One process or container of a running topology, as it is at a moment.</summary>
/// <param name="Name">Its name: <c>postgres-1</c>.</param>
/// <param name="Role">primary, standby, replica, sentinel, leader, follower; null for one without.</param>
/// <param name="IsHealthy">Whether it serves.</param>
/// <param name="Instance">What changes when it is started anew: a process id, a container's id; null while it does not run.</param>
/// <param name="Endpoint">Its address; null for one without.</param>
/// <param name="Term">The timeline, epoch or lease term under which it acts; null where there is none.</param>
/// <param name="Zone">The zone in which it stands; null for one outside of them.</param>
public sealed record Member(string Name, string? Role, bool IsHealthy, string? Instance, Uri? Endpoint, long? Term, string? Zone = null)
{
    /// <summary>Its group: <c>valkey-sentinel</c> of <c>valkey-sentinel-2</c>; the name itself where there is no number.</summary>
    public string Group => GroupOf(Name);

    internal static string GroupOf(string name) => name.LastIndexOf('-') is var dash and > 0 && int.TryParse(name.AsSpan(dash + 1), out _) ? name[..dash] : name;
}
