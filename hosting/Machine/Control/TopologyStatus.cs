namespace Distribution.Machine.Control;

/// <summary>The answer to <c>GET /status</c>.</summary>
/// <param name="Name">The topology's name.</param>
/// <param name="Healthy">Whether every resource serves with full redundancy, or has done what it was there for.</param>
/// <param name="Dashboard">The dashboard's address with its login token; null before it is known.</param>
/// <param name="Gateway">The gateway's address.</param>
/// <param name="Resources">Each resource.</param>
/// <param name="Network">direct, or relayed: then its network can be made to fail.</param>
/// <param name="NetworkFaults">The names of the faults of its network that are in force.</param>
public sealed record TopologyStatus(string Name, bool Healthy, string? Dashboard, string? Gateway, IReadOnlyList<ResourceStatus> Resources, string? Network = null, IReadOnlyList<string>? NetworkFaults = null);
