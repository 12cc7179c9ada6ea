using System.Text.Json;
using System.Text.Json.Nodes;
using Distribution.Jobs;
using Distribution.ServiceDefaults.Authentication;
using Distribution.ServiceDefaults.Bodies;
using Distribution.ServiceDefaults.Errors;
using Distribution.Worker.Auditing;
using Distribution.Worker.Messages;
using Distribution.Worker.Problems;
using Distribution.Worker.Storage;
using Npgsql;

namespace Distribution.Worker.Operators;

/// <summary><c>/jobs</c>: the queue, for operators.</summary>
internal static class JobEndpoints
{
    private const string Role = "operator";
    private const int LongestReason = 500;

    // 500 probes fit several times.
    private static readonly JsonObjectLimits Limits = new(Largest: 512 * 1024, Deepest: 8);

    private delegate Task<JobVerdict> Order(NpgsqlTransaction transaction, Guid job, string reason, CancellationToken cancellationToken);

    public static void MapJobs(this IEndpointRouteBuilder endpoints)
    {
        var jobs = endpoints.MapGroup("/jobs").RequireRole(Role);
        jobs.MapGet("", (HttpContext context, JobsDatabase database) => ListAsync(context, database, null));
        jobs.MapGet("/dead", (HttpContext context, JobsDatabase database) => ListAsync(context, database, JobStates.Dead));
        jobs.MapGet("/{id:guid}", FindAsync);
        jobs.MapPost("", EnqueueAsync);
        jobs.MapPost("/{id:guid}/retry", (HttpContext context, Guid id, KeyedOrders orders) =>
            ActAsync(context, id, orders, JobAudit.Retried, (transaction, job, _, token) => JobAdministration.RetryAsync(transaction, job, token)));
        jobs.MapPost("/{id:guid}/discard", (HttpContext context, Guid id, KeyedOrders orders) => ActAsync(context, id, orders, JobAudit.Discarded, JobAdministration.DiscardAsync, reasonNeeded: true));
        jobs.MapPost("/{id:guid}/cancel", (HttpContext context, Guid id, KeyedOrders orders) =>
            ActAsync(context, id, orders, JobAudit.Cancelled, (transaction, job, _, token) => JobAdministration.CancelAsync(transaction, job, token)));
    }

    private static async Task<IResult> ListAsync(HttpContext context, JobsDatabase database, string? state)
    {
        var faults = new Faults();
        var query = ListQuery.From(context.Request.Query, faults);
        if (faults.Refusal is { } refusal)
        {
            return refusal.ToResult();
        }

        var jobs = await database.ReadAsync(
            (connection, token) => JobAdministration.ListAsync(connection, state ?? query.State, query.Kind, query.After, query.Limit + 1, token), context.RequestAborted);
        var items = jobs.Take(query.Limit).Select(JobView.Of).ToArray();
        return TypedResults.Json(new JobPage(items, jobs.Count > query.Limit ? $"{items[^1].Id}" : null), WorkerJson.Default.JobPage);
    }

    private static async Task<IResult> FindAsync(HttpContext context, Guid id, JobsDatabase database) =>
        await database.ReadAsync((connection, token) => JobAdministration.FindAsync(connection, id, token), context.RequestAborted) is { } job
            ? TypedResults.Json(JobView.Of(job), WorkerJson.Default.JobView)
            : NotFound(id).ToResult();

    private static async Task<IResult> EnqueueAsync(HttpContext context, KeyedOrders orders)
    {
        var body = await JsonObjectBody.ReadAsync(context, Limits);
        if (body.Refusal is { } unreadable)
        {
            return unreadable.ToResult();
        }

        var faults = new Faults();
        var jobs = ProbeForms.Read(body.Root, faults);
        return faults.Refusal is { } refusal
            ? refusal.ToResult()
            : await orders.RunAsync(
                context,
                body.Bytes,
                async (transaction, token) => new(
                    StatusCodes.Status202Accepted,
                    JsonSerializer.Serialize(new Enqueued(await JobQueue.EnqueueAsync(transaction, jobs, token)), WorkerJson.Default.Enqueued)));
    }

    private static async Task<IResult> ActAsync(HttpContext context, Guid id, KeyedOrders orders, string action, Order order, bool reasonNeeded = false)
    {
        var body = await JsonObjectBody.ReadAsync(context, Limits);
        var faults = new Faults();
        var reason = body.Refusal is null ? Reason(body.Root, reasonNeeded, faults) : "";
        if ((body.Refusal ?? faults.Refusal) is { } refusal)
        {
            return refusal.ToResult();
        }

        return await orders.RunAsync(context, body.Bytes, async (transaction, token) =>
        {
            var verdict = await order(transaction, id, reason, token);
            if (verdict is not (JobVerdict.Done or JobVerdict.Asked))
            {
                throw new RefusedException(Refused(verdict, id, action));
            }

            var job = (await JobAdministration.FindAsync(transaction.Connection!, id, token))!;
            await JobAudit.RecordAsync(transaction, action, context.User.Identity!.Name!, id, new JsonObject { ["kind"] = job.Kind, ["reason"] = reason }, token);
            return new(StatusCodes.Status200OK, JsonSerializer.Serialize(JobView.Of(job), WorkerJson.Default.JobView));
        });
    }

    private static string Reason(JsonElement body, bool needed, Faults faults)
    {
        if (body.EnumerateObject().Any(member => member.Name != "reason"))
        {
            faults.Add("body", "has a member that is not known here; the only one is reason");
        }

        if (!body.TryGetProperty("reason", out var value))
        {
            if (needed)
            {
                faults.Add("reason", "is missing");
            }

            return "";
        }

        if (PlainText.Of(value, LongestReason) is not { } reason)
        {
            faults.Add("reason", $"must be text of 1 to {LongestReason} characters without control characters");
            return "";
        }

        return reason;
    }

    private static Refusal Refused(JobVerdict verdict, Guid id, string action) => verdict switch
    {
        JobVerdict.KeyTaken => new(
            StatusCodes.Status409Conflict, "key-taken", "Another job has its key", $"Another job of the kind and unique key of {id} is waiting or running. Let it end, or discard this one."),
        JobVerdict.WrongState => new(
            StatusCodes.Status409Conflict, "wrong-state", "The job is in another state", $"The job {id} cannot be {action["job.".Length..]} in its present state: only dead jobs are retried and discarded, and only unfinished ones cancelled."),
        _ => NotFound(id),
    };

    private static Refusal NotFound(Guid id) => Refusal.NotFound("job", id) with { Detail = $"There is no job {id}, or it finished too long ago." };
}
