using System.Text.Json;
using Distribution.Api.Callers;
using Distribution.Api.Description;
using Distribution.Api.Idempotency;
using Distribution.Api.Paging;
using Distribution.Api.Reviews;
using Distribution.Api.Storage;
using Distribution.Api.Validation;
using Distribution.ServiceDefaults.Authentication;
using Distribution.ServiceDefaults.Errors;

namespace Distribution.Api.Grants;

internal static class GrantEndpoints
{
    public static void MapGrants(this IEndpointRouteBuilder endpoints)
    {
        var grants = endpoints.MapGroup("/grants").WithTags("Grants");
        grants.MapGet("", ListAsync).Pages<Grant>("Grants, oldest first; by state, grantee and review").RequireCaller();
        grants.MapGet("/{id:guid}", FindAsync).Gives<Grant>("One grant").RequireCaller();
        grants.MapGet("/{id:guid}/check", CheckAsync).Gives<GrantCheck>("Whether a grant holds, for whoever guards its target").RequireCaller();
        grants.MapPost("/{id:guid}/use", UseAsync).Takes<GrantUse>().Gives<Grant>("Uses a grant of one's own").RequireRole(Caller.Requester);
        grants.MapPost("/{id:guid}/revoke", RevokeAsync).Takes<GrantUse>().Gives<Grant>("Ends a grant before its time")
            .RequireRole(Caller.Requester, Caller.Approver, Caller.Operator);
        grants.MapPost("/{id:guid}/review", ReviewAsync).Takes<ReviewVerdict>().Gives<Grant>("Reviews a grant for which the glass was broken")
            .RequireRole(Caller.Approver);
    }

    private static async Task<IResult> UseAsync(HttpContext context, Guid id, KeyedWrites writes)
    {
        var body = await JsonBody.ReadAsync(context);
        if (body.Refusal is not null)
        {
            return body.Refusal.ToResult();
        }

        var use = GrantUse.From(body.Fields);
        return body.Fields.Refusal() is { } refusal
            ? refusal.ToResult()
            : await writes.RunAsync(
                context,
                body.Bytes,
                (transaction, cancellation) => GrantUsing.UseAsync(transaction, context.Caller(), id, use, cancellation));
    }

    private static async Task<IResult> ReviewAsync(HttpContext context, Guid id, KeyedWrites writes, GrantChecks checks)
    {
        var body = await JsonBody.ReadAsync(context);
        if (body.Refusal is not null)
        {
            return body.Refusal.ToResult();
        }

        var verdict = ReviewVerdict.From(body.Fields);
        return body.Fields.Refusal() is { } refusal
            ? refusal.ToResult()
            : await EndAsync(
                context, writes, checks, body, (transaction, cancellation) => Reviewing.ReviewAsync(transaction, context.Caller(), id, verdict, cancellation));
    }

    private static async Task<IResult> RevokeAsync(HttpContext context, Guid id, KeyedWrites writes, GrantChecks checks)
    {
        var body = await JsonBody.ReadAsync(context);
        if (body.Refusal is not null)
        {
            return body.Refusal.ToResult();
        }

        var use = GrantUse.From(body.Fields);
        return body.Fields.Refusal() is { } refusal
            ? refusal.ToResult()
            : await EndAsync(
                context, writes, checks, body, (transaction, cancellation) => GrantUsing.RevokeAsync(transaction, context.Caller(), id, use, cancellation));
    }

    /// <summary>Runs what may end a grant, and lets all replicas know at once if it did.</summary>
    private static async Task<IResult> EndAsync(HttpContext context, KeyedWrites writes, GrantChecks checks, JsonBody body, KeyedEffect effect)
    {
        var result = await writes.RunAsync(context, body.Bytes, effect);
        if (!result.Answer.IsRefusal && JsonSerializer.Deserialize(result.Answer.Body, ApiJson.Default.Grant) is { IsOver: true } grant)
        {
            await checks.EndedAsync(grant);
        }

        return result;
    }

    private static async Task<IResult> FindAsync(HttpContext context, Guid id, AccessDatabase database)
        => await database.ReadAsync((connection, cancellation) => GrantStore.FindAsync(connection, id, cancellation), context.RequestAborted) is { } grant
            && context.Caller().Sees(grant.Grantee)
            ? TypedResults.Json(grant, ApiJson.Default.Grant)
            : Refusal.NotFound("grant", id).ToResult();

    private static async Task<IResult> CheckAsync(HttpContext context, Guid id, GrantChecks checks)
        => await checks.CheckAsync(id, context.RequestAborted) is { } check
            ? TypedResults.Json(check, ApiJson.Default.GrantCheck)
            : Refusal.NotFound("grant", id).ToResult();

    private static async Task<IResult> ListAsync(HttpContext context, AccessDatabase database)
    {
        var page = Page.From(context.Request.Query, cursor => Guid.TryParseExact(cursor, "D", out _), out var refusal);
        var filters = ListFilters.From(context, Grant.States, "grantee");
        var review = ListFilters.OneOf(context.Request.Query, "review", GrantReview.States, out var badReview);
        if ((refusal ?? filters.Refusal ?? badReview) is { } invalid)
        {
            return invalid.ToResult();
        }

        var grants = await database.ReadAsync(
            (connection, cancellation) => GrantStore.ListAsync(connection, page, filters.State, filters.Person, review, cancellation),
            context.RequestAborted);
        return context.Page(Listing<Grant>.Of(grants, page, grant => $"{grant.Id}"), ApiJson.Default.ListingGrant);
    }
}
