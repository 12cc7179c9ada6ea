namespace Distribution.Machine.Control;

/// <summary>The answer to <c>GET /status</c>.</summary>
/// <param name="Name">The topology's name.</param>
/// <param name="Healthy">Whether every resource serves with full redundancy, or has done what it was there for.</param>
/// <param name="Dashboard">The dashboard's address with its login token; null before it is known.</param>
/// <param name="Gateway">The gateway's address.</param>
/// <param name="Resources">Each resource.</param>
public sealed record TopologyStatus(string Name, bool Healthy, string? Dashboard, string? Gateway, IReadOnlyList<ResourceStatus> Resources);
