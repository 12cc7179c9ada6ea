using Distribution.Api.Callers;
using Distribution.Api.Description;
using Distribution.Api.Idempotency;
using Distribution.Api.Paging;
using Distribution.Api.Policies;
using Distribution.Api.Storage;
using Distribution.Api.Validation;
using Distribution.ServiceDefaults.Authentication;
using Distribution.ServiceDefaults.Errors;

namespace Distribution.Api.Requests;

internal static class RequestEndpoints
{
    public static void MapRequests(this IEndpointRouteBuilder endpoints)
    {
        var requests = endpoints.MapGroup("/requests").WithTags("Requests");
        requests.MapPost("", AskAsync).Takes<Ask>().Gives<AccessRequest>("Asks for a role on a target", StatusCodes.Status201Created).RequireRole(Caller.Requester);
        requests.MapGet("", ListAsync).Pages<AccessRequest>("Requests, oldest first; by state and requester").RequireCaller();
        requests.MapGet("/{id:guid}", FindAsync).Gives<AccessRequest>("One request").RequireCaller();
        requests.MapPost("/{id:guid}/approve", ApproveAsync).Takes<Verdict>().Gives<AccessRequest>("Approves; the last approval that is needed makes the grant").RequireRole(Caller.Approver);
        requests.MapPost("/{id:guid}/deny", DenyAsync).Takes<Verdict>().Gives<AccessRequest>("Denies").RequireRole(Caller.Approver);
    }

    private static async Task<IResult> AskAsync(HttpContext context, KeyedWrites writes, PolicyBook book, Asking asking)
    {
        var body = await JsonBody.ReadAsync(context);
        if (body.Refusal is not null)
        {
            return body.Refusal.ToResult();
        }

        var ask = Ask.From(body.Fields);
        if (body.Fields.Refusal() is { } refusal)
        {
            return refusal.ToResult();
        }

        var known = await book.CurrentAsync(context.RequestAborted);
        return await writes.RunAsync(
            context,
            body.Bytes,
            (transaction, cancellation) => asking.AskAsync(transaction, known, context.Caller(), ask, cancellation));
    }

    private static Task<IResult> ApproveAsync(HttpContext context, Guid id, KeyedWrites writes, Deciding deciding)
        => DecideAsync(context, writes, verdict => (transaction, cancellation) => deciding.ApproveAsync(transaction, context.Caller(), id, verdict, cancellation));

    private static Task<IResult> DenyAsync(HttpContext context, Guid id, KeyedWrites writes)
        => DecideAsync(context, writes, verdict => (transaction, cancellation) => Deciding.DenyAsync(transaction, context.Caller(), id, verdict, cancellation));

    private static async Task<IResult> DecideAsync(HttpContext context, KeyedWrites writes, Func<Verdict, KeyedEffect> effect)
    {
        var body = await JsonBody.ReadAsync(context);
        if (body.Refusal is not null)
        {
            return body.Refusal.ToResult();
        }

        var verdict = Verdict.From(body.Fields);
        return body.Fields.Refusal() is { } refusal ? refusal.ToResult() : await writes.RunAsync(context, body.Bytes, effect(verdict));
    }

    private static async Task<IResult> FindAsync(HttpContext context, Guid id, AccessDatabase database)
        => await database.ReadAsync((connection, cancellation) => RequestStore.FindAsync(connection, id, cancellation), context.RequestAborted) is { } request
            && context.Caller().Sees(request.Requester)
            ? TypedResults.Json(request, ApiJson.Default.AccessRequest)
            : Refusal.NotFound("request", id).ToResult();

    private static async Task<IResult> ListAsync(HttpContext context, AccessDatabase database)
    {
        var page = Page.From(context.Request.Query, cursor => Guid.TryParseExact(cursor, "D", out _), out var refusal);
        var filters = ListFilters.From(context, AccessRequest.States, "requester");
        if ((refusal ?? filters.Refusal) is { } invalid)
        {
            return invalid.ToResult();
        }

        var requests = await database.ReadAsync(
            (connection, cancellation) => RequestStore.ListAsync(connection, page, filters.State, filters.Person, cancellation),
            context.RequestAborted);
        return context.Page(Listing<AccessRequest>.Of(requests, page, request => $"{request.Id}"), ApiJson.Default.ListingAccessRequest);
    }
}
