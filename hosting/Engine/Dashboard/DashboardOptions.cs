using Microsoft.Extensions.Configuration;

namespace Distribution.Engine.Dashboard;

/// <param name="RandomPorts">Whether the pages are served on a leased port instead of <see cref="DashboardPorts.FixedFrontend"/>.</param>
internal sealed record DashboardOptions(bool RandomPorts)
{
    /// <summary>The configuration key of the whole topology: <c>fixed</c> (the default) or <c>random</c>.</summary>
    public const string PortsKey = "ports";

    public static DashboardOptions From(IConfiguration configuration) =>
        new(RandomPorts: string.Equals(configuration[PortsKey], "random", StringComparison.OrdinalIgnoreCase));
}
