namespace Distribution.Cli.Control;

/// <summary>The answer to <c>GET /status</c>.</summary>
internal sealed record TopologyStatus(string Name, bool Healthy, string? Dashboard, string? Gateway, IReadOnlyList<ResourceStatus> Resources);
