using Distribution.Jobs;
using Distribution.ServiceDefaults.Authentication;
using Distribution.Worker.Storage;

namespace Distribution.Worker.Measures;

/// <summary><c>GET /internal/queue</c>: the depth of the queue, by which workers are scaled.</summary>
internal static class QueueEndpoint
{
    public static void MapQueue(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/internal/queue", MeasureAsync).RequireService();

    private static async Task<IResult> MeasureAsync(HttpContext context, JobsDatabase database)
    {
        var measure = await database.ReadAsync(JobAdministration.MeasureAsync, context.RequestAborted);
        return TypedResults.Json(new QueueReport(measure.Depth, Math.Round(measure.OldestSeconds, 3), measure.Dead, measure.RunningByWorker), WorkerJson.Default.QueueReport);
    }
}
