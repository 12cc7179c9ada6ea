using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.Engine.Model;

internal static class ResourceHealth
{
    public static HealthStatus? Of(string? state, ImmutableArray<HealthReportSnapshot> reports) =>
        state != KnownResourceStates.Running ? null
        : reports.IsDefaultOrEmpty ? HealthStatus.Healthy
        : reports.Min(report => report.Status ?? HealthStatus.Unhealthy);
}
