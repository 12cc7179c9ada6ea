using System.Text.Json;
using Distribution.Api.Callers;
using Distribution.Api.Description;
using Distribution.Api.Idempotency;
using Distribution.Api.Paging;
using Distribution.Api.Problems;
using Distribution.Api.Storage;
using Distribution.Api.Validation;

namespace Distribution.Api.Grants;

internal static class GrantEndpoints
{
    public static void MapGrants(this IEndpointRouteBuilder endpoints)
    {
        var grants = endpoints.MapGroup("/grants").WithTags("Grants");
        grants.MapGet("", ListAsync).Pages<Grant>("Grants, oldest first; by state and grantee");
        grants.MapGet("/{id:guid}", FindAsync).Gives<Grant>("One grant");
        grants.MapGet("/{id:guid}/check", CheckAsync).Gives<GrantCheck>("Whether a grant holds, for whoever guards its target");
        grants.MapPost("/{id:guid}/use", UseAsync).Takes<GrantUse>().Gives<Grant>("Uses a grant of one's own");
        grants.MapPost("/{id:guid}/revoke", RevokeAsync).Takes<GrantUse>().Gives<Grant>("Ends a grant before its time");
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
                (connection, cancellation) => GrantUsing.UseAsync(connection, context.Caller(), id, use, cancellation));
    }

    private static async Task<IResult> RevokeAsync(HttpContext context, Guid id, KeyedWrites writes, GrantUsing grants, GrantChecks checks)
    {
        var body = await JsonBody.ReadAsync(context);
        if (body.Refusal is not null)
        {
            return body.Refusal.ToResult();
        }

        var use = GrantUse.From(body.Fields);
        if (body.Fields.Refusal() is { } refusal)
        {
            return refusal.ToResult();
        }

        var result = await writes.RunAsync(
            context,
            body.Bytes,
            (connection, cancellation) => grants.RevokeAsync(connection, context.Caller(), id, use, cancellation));
        if (!result.Answer.IsRefusal && JsonSerializer.Deserialize(result.Answer.Body, ApiJson.Default.Grant) is { } grant)
        {
            await checks.RevokedAsync(grant);
        }

        return result;
    }

    private static async Task<IResult> FindAsync(HttpContext context, Guid id, AccessDatabase database)
        => await database.ReadAsync((connection, cancellation) => GrantStore.FindAsync(connection, id, cancellation), context.RequestAborted) is { } grant
            ? TypedResults.Json(grant, ApiJson.Default.Grant)
            : Refusal.NotFound("grant", id).ToResult();

    private static async Task<IResult> CheckAsync(HttpContext context, Guid id, GrantChecks checks)
        => await checks.CheckAsync(id, context.RequestAborted) is { } check
            ? TypedResults.Json(check, ApiJson.Default.GrantCheck)
            : Refusal.NotFound("grant", id).ToResult();

    private static async Task<IResult> ListAsync(HttpContext context, AccessDatabase database)
    {
        var page = Page.From(context.Request.Query, cursor => Guid.TryParseExact(cursor, "D", out _), out var refusal);
        var filters = ListFilters.From(context.Request.Query, Grant.States, "grantee");
        if ((refusal ?? filters.Refusal) is { } invalid)
        {
            return invalid.ToResult();
        }

        var grants = await database.ReadAsync(
            (connection, cancellation) => GrantStore.ListAsync(connection, page, filters.State, filters.Person, cancellation),
            context.RequestAborted);
        return context.Page(Listing<Grant>.Of(grants, page, grant => $"{grant.Id}"), ApiJson.Default.ListingGrant);
    }
}
