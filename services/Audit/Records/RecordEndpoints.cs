using System.Globalization;
using Distribution.Audit.Checkpoints;
using Distribution.Audit.Verification;
using Distribution.HashChain;
using Distribution.HashChain.Reading;
using Distribution.Postgres;
using Distribution.ServiceDefaults.Authentication;
using Distribution.ServiceDefaults.Errors;
using Microsoft.AspNetCore.WebUtilities;

namespace Distribution.Audit.Records;

/// <summary><c>GET /audit</c> and <c>GET /audit/head</c>.</summary>
internal static class RecordEndpoints
{
    private const int DefaultLimit = 50;

    public static void MapRecords(this WebApplication app)
    {
        app.MapGet("/audit", ListAsync).RequireRole(AuditDefaults.Role);
        app.MapGet("/audit/head", HeadAsync).RequireRole(AuditDefaults.Role);
    }

    /// <summary>Records in the order of the chain, a page at a time; a page begins after a number, so that none is repeated or left out.</summary>
    private static async Task<IResult> ListAsync(HttpContext context, PostgresDataSource database, ChainGuard guard, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context.Request.Query);
        var filter = new ChainFilter
        {
            Subject = query.Text("subject", AuditDefaults.LongestSubject),
            Actor = query.Text("actor", AuditDefaults.LongestActor),
            Action = query.Text("action", AuditDefaults.LongestAction),
            From = query.Time("from"),
            To = query.Time("to"),
            After = query.Number("after", 0, long.MaxValue) ?? 0,
        };
        var limit = (int)(query.Number("limit", 1, ChainDefaults.LargestPage) ?? DefaultLimit);
        if (query.Faults() is { Count: > 0 } faults)
        {
            return Refusal.Invalid(faults).ToResult();
        }

        guard.ThrowIfBroken();
        var records = await database.ReadAsync((connection, token) => ChainReader.ListAsync(connection, filter, limit + 1, token), cancellationToken: cancellationToken);
        var next = records.Count > limit ? records[limit - 1].Sequence.ToString(CultureInfo.InvariantCulture) : null;
        if (next is not null)
        {
            Link(context, next);
        }

        return TypedResults.Json(new RecordPage([.. records.Take(limit).Select(RecordItem.Of)], next), AuditJson.Default.RecordPage);
    }

    private static async Task<IResult> HeadAsync(PostgresDataSource database, ChainGuard guard, Proof proof, CancellationToken cancellationToken)
    {
        guard.ThrowIfBroken();
        var head = await database.ReadAsync((connection, _) => ChainReader.HeadAsync(connection), cancellationToken: cancellationToken);
        return TypedResults.Json(new HeadReport(head.Sequence, head.HashText, CheckpointItem.Of(proof.Read())), AuditJson.Default.HeadReport);
    }

    /// <summary>A link to the next page (RFC 8288).</summary>
    private static void Link(HttpContext context, string next)
    {
        var query = context.Request.Query
            .Where(parameter => !parameter.Key.Equals("after", StringComparison.OrdinalIgnoreCase))
            .Select(parameter => KeyValuePair.Create(parameter.Key, (string?)parameter.Value.ToString()))
            .Append(new("after", next));
        context.Response.Headers.Link = $"<{QueryHelpers.AddQueryString(context.Request.Path.ToUriComponent(), query)}>; rel=\"next\"";
    }
}
