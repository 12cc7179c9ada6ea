using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Dashboard;

/// <summary>What was settled before the resources were started.</summary>
/// <param name="Dashboard">The process.</param>
/// <param name="Ports">Where it listens, and where the resource service does.</param>
/// <param name="Keys">Who is let in.</param>
/// <param name="Resources">The topology, without the dashboard.</param>
internal sealed record DashboardPlan(DashboardResource Dashboard, DashboardPorts Ports, DashboardKeys Keys, IReadOnlyList<IResource> Resources);
