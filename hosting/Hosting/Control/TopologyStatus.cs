namespace Distribution.Hosting.Control;

/// <summary>The answer to <c>GET /status</c>.</summary>
/// <param name="Name">The topology's name.</param>
/// <param name="Healthy">Whether every resource serves, or has done what it was there for.</param>
/// <param name="Dashboard">Its address, with the token that lets a person in; null without a dashboard.</param>
/// <param name="Gateway">The address that people use; null without a gateway.</param>
/// <param name="Resources">The resources, in the order of the AppHost.</param>
internal sealed record TopologyStatus(string Name, bool Healthy, string? Dashboard, string? Gateway, IReadOnlyList<ResourceStatus> Resources);
