using System.Globalization;
using Distribution.Api.Callers;
using Distribution.Api.Description;
using Distribution.Api.Paging;
using Distribution.Api.Providers;
using Distribution.Api.Validation;
using Distribution.ServiceDefaults.Authentication;
using Distribution.ServiceDefaults.Errors;

namespace Distribution.Api.Policies;

internal static class PolicyEndpoints
{
    public static void MapPolicies(this IEndpointRouteBuilder endpoints)
    {
        var policies = endpoints.MapGroup("/policies").WithTags("Policies");
        policies.MapGet("", ListAsync).Pages<Policy>("All policies, by name").RequireCaller();
        policies.MapGet("/{name}", FindAsync).Gives<Policy>("One policy; its ETag is its version").RequireCaller();
        policies.MapPut("/{name}", PutAsync).Takes<PolicyTerms>().Gives<Policy>("Makes or replaces a policy; with If-Match only the version that it names").RequireRole(Caller.Operator);
        policies.MapDelete("/{name}", DeleteAsync).Gives("Removes a policy").RequireRole(Caller.Operator);
    }

    private static async Task<IResult> ListAsync(HttpContext context, PolicyBook book)
    {
        var page = Page.From(context.Request.Query, cursor => Texts.Slug.Fault(cursor) is null, out var refusal);
        if (refusal is not null)
        {
            return refusal.ToResult();
        }

        var set = await book.CurrentAsync(context.RequestAborted);
        var items = set.Policies
            .Where(policy => page.After is null || string.CompareOrdinal(policy.Name, page.After) > 0)
            .Take(page.Limit + 1)
            .ToArray();
        return context.Page(Listing<Policy>.Of(items, page, policy => policy.Name), ApiJson.Default.ListingPolicy);
    }

    private static async Task<IResult> FindAsync(HttpContext context, string name, PolicyBook book)
    {
        var set = await book.CurrentAsync(context.RequestAborted);
        return set.Find(name) is { } policy ? Found(context, policy) : Refusal.NotFound("policy", Shown(name)).ToResult();
    }

    private static async Task<IResult> PutAsync(HttpContext context, string name, PolicyChanges changes, ProviderSet providers)
    {
        if (BadName(name) is { } refused)
        {
            return refused.ToResult();
        }

        var body = await JsonBody.ReadAsync(context);
        if (body.Refusal is not null)
        {
            return body.Refusal.ToResult();
        }

        var terms = PolicyTerms.From(body.Fields, providers);
        var badVersion = Expected(context.Request, out var expected);
        if ((body.Fields.Refusal() ?? badVersion) is { } invalid)
        {
            return invalid.ToResult();
        }

        var change = await changes.PutAsync(name, terms, expected, context.Caller().Name, context.RequestAborted);
        return change.Policy is { } policy ? Found(context, policy, change.IsNew) : change.Refusal!.ToResult();
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, string name, PolicyChanges changes)
    {
        if (BadName(name) is { } refused)
        {
            return refused.ToResult();
        }

        await changes.DeleteAsync(name, context.Caller().Name, context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static Refusal? BadName(string name) => Texts.Slug.Fault(name) is { } fault ? Refusal.Invalid("name", fault) : null;

    private static IResult Found(HttpContext context, Policy policy, bool isNew = false)
    {
        context.Response.Headers.ETag = $"\"{policy.Version}\"";
        return isNew
            ? TypedResults.Json(policy, ApiJson.Default.Policy, statusCode: StatusCodes.Status201Created)
            : TypedResults.Json(policy, ApiJson.Default.Policy);
    }

    private static Refusal? Expected(HttpRequest request, out long? version)
    {
        version = null;
        var given = request.Headers.IfMatch.ToString();
        if (given.Length == 0)
        {
            return null;
        }

        if (!long.TryParse(given.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return Refusal.Invalid("If-Match", "must be the ETag of a policy, for example \"7\"");
        }

        version = number;
        return null;
    }

    private static string Shown(string name) => Texts.Slug.Fault(name) is null ? name : "of that name";
}
