using Distribution.Api.Providers;
using Distribution.Api.Validation;
using Distribution.Leases;
using Distribution.Leases.Fencing;
using Distribution.ServiceDefaults.Errors;

namespace Distribution.Api.Fencing;

/// <summary>
/// What every internal endpoint does: takes the term in whose name it is called, and says what the caller has to know. 409: the caller's term is
/// over and it has to stop. 502: the provider failed and the caller comes again. Such an order needs no key: repeating it changes nothing more.
/// </summary>
internal static class FencedOrder
{
    public static async Task<IResult> RunAsync(HttpContext context, Func<Term, CancellationToken, Task<IResult>> work)
    {
        var body = await JsonBody.ReadAsync(context);
        if (body.Refusal is not null)
        {
            return body.Refusal.ToResult();
        }

        var term = new Term(body.Fields.Text("lease", Texts.Lease), body.Fields.Long("term", 1, long.MaxValue));
        if (body.Fields.Refusal() is { } refusal)
        {
            return refusal.ToResult();
        }

        try
        {
            return await work(term, context.RequestAborted);
        }
        catch (StaleTermException stale)
        {
            return OldTerm(stale).ToResult();
        }
        catch (ProviderFailedException failure)
        {
            return ProviderFailed(failure).ToResult();
        }
    }

    private static Refusal OldTerm(StaleTermException stale) => new(
        StatusCodes.Status409Conflict,
        "old-term",
        "The lease has a newer term",
        $"Term {stale.Term.Number} of the lease {stale.Term.Lease} is over: term {stale.Standing} has acted. Whoever holds this term must stop.");

    private static Refusal ProviderFailed(ProviderFailedException failure) => new(
        StatusCodes.Status502BadGateway,
        "provider-failed",
        "The provider failed",
        $"{failure.Message} The grant is as it was; try again later.");
}
