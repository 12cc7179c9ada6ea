using System.Text.Json;
using Distribution.Audit.Records;
using Distribution.ServiceDefaults.Authentication;
using Distribution.ServiceDefaults.Budgets;
using Distribution.ServiceDefaults.Errors;

namespace Distribution.Audit.Verification;

/// <summary>
/// <c>GET /audit/verify</c>. A long verification sends a blank now and then, which JSON allows before its value: whoever waits sees that it goes on, and nobody asks another replica.
/// </summary>
internal static class VerificationEndpoint
{
    private static readonly ReadOnlyMemory<byte> Blank = " "u8.ToArray();

    public static void MapVerification(this WebApplication app) => app.MapGet("/audit/verify", VerifyAsync).RequireRole(AuditDefaults.Role).WithoutRequestBudget();

    private static async Task VerifyAsync(HttpContext context, Verifications verifications, TimeProvider time)
    {
        var query = new QueryReader(context.Request.Query);
        var (from, to) = (query.Number("from", 1, long.MaxValue) ?? 1, query.Number("to", 1, long.MaxValue));
        var faults = query.Faults();
        if (to < from)
        {
            faults.TryAdd("to", ["must not be before from"]);
        }

        if (faults.Count > 0)
        {
            await Refusal.Invalid(faults).ToResult().ExecuteAsync(context);
            return;
        }

        if (!verifications.TryBegin(from, to, out var verifying, context.RequestAborted))
        {
            await TypedResults.Problem($"{AuditDefaults.Verifications} verifications are under way; ask again in a moment.", statusCode: StatusCodes.Status503ServiceUnavailable, title: "Too many verifications", type: "urn:distribution:problem:busy")
                .ExecuteAsync(context);
            return;
        }

        await AnswerAsync(context, verifying, time);
    }

    private static async Task AnswerAsync(HttpContext context, Task<ChainReport> verifying, TimeProvider time)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "application/json; charset=utf-8";
        while (await Task.WhenAny(verifying, Task.Delay(AuditDefaults.Silence, time, context.RequestAborted)) != verifying && !context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(Blank, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }

        try
        {
            var report = await verifying;
            await JsonSerializer.SerializeAsync(context.Response.Body, report, AuditJson.Default.ChainReport, context.RequestAborted);
        }
        catch when (context.Response.HasStarted)
        {
            // Too late for another status: a body that is cut off is no report.
            context.Abort();
        }
    }
}
