using Distribution.Leases.Election;
using Distribution.ServiceDefaults.Telemetry;

namespace Distribution.Scheduler.Leadership;

/// <summary><c>GET /internal/leader</c>: whether this process leads, and under which term.</summary>
internal static class LeadershipEndpoint
{
    public const string Path = "/internal/leader";

    public static void MapLeadership(this WebApplication app) =>
        app.MapGet(Path, (LeaderElection election) =>
        {
            var current = election.Current;
            return TypedResults.Json(new LeadershipReport(current.Leads, current.Term?.Number), SchedulerJson.Default.LeadershipReport);
        }).WithoutTraces();
}
