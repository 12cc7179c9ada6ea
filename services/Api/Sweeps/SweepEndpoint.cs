using Distribution.Api.Problems;
using Distribution.Api.Validation;
using Distribution.Leases;
using Distribution.Leases.Fencing;

namespace Distribution.Api.Sweeps;

internal static class SweepEndpoint
{
    /// <summary>Not public: the gateway does not forward <c>/internal</c>. It needs no key, because what is swept is swept.</summary>
    public static void MapSweeps(this IEndpointRouteBuilder endpoints)
        => endpoints.MapPost("/internal/sweeps", SweepAsync).ExcludeFromDescription();

    private static async Task<IResult> SweepAsync(HttpContext context, Sweep sweep)
    {
        var body = await JsonBody.ReadAsync(context);
        if (body.Refusal is not null)
        {
            return body.Refusal.ToResult();
        }

        var term = new Term(body.Fields.Text("lease", Texts.Slug), body.Fields.Long("term", 1, long.MaxValue));
        if (body.Fields.Refusal() is { } refusal)
        {
            return refusal.ToResult();
        }

        try
        {
            return TypedResults.Json(await sweep.RunAsync(term, context.RequestAborted), ApiJson.Default.SweepResult);
        }
        catch (StaleTermException stale)
        {
            return OldTerm(stale).ToResult();
        }
    }

    private static Refusal OldTerm(StaleTermException stale) => new(
        StatusCodes.Status409Conflict,
        "old-term",
        "The lease has a newer term",
        $"Term {stale.Term.Number} of the lease {stale.Term.Lease} is over: term {stale.Standing} has acted. Whoever holds this term must stop.");
}
