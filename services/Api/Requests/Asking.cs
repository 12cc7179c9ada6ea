using Distribution.Api.Callers;
using Distribution.Api.Events;
using Distribution.Api.Grants;
using Distribution.Api.Idempotency;
using Distribution.Api.Policies;
using Distribution.Api.Reviews;
using Distribution.ServiceDefaults.Errors;
using Npgsql;

namespace Distribution.Api.Requests;

/// <summary>
/// Makes requests. The policy is chosen from this replica's copy: of those that give the role on the target, that the caller may use and that
/// last long enough, the first by name. The insert is bound to that policy's version; when the copy was behind, a fresh one is taken once.
/// A request that breaks the glass needs a policy that allows it, and gets its grant in the same transaction; who owes a review gets none.
/// </summary>
internal sealed class Asking(GrantMaking grants, TimeProvider time)
{
    /// <param name="transaction">The request's.</param>
    /// <param name="known">This replica's copy, got before the transaction: looking while holding one connection for another can starve the pool.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="ask">For what.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<Answer> AskAsync(NpgsqlTransaction transaction, PolicySet known, Caller caller, Ask ask, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        if (ask.BreakGlass && await ReviewStore.OwedAsync(connection, caller.Name, cancellationToken) is { } owed)
        {
            return Answer.Refused(ReviewRefusals.Owed(owed));
        }

        var (policy, refusal) = Choose(known, caller, ask);
        if (policy is not null && await AddAsync(transaction, policy, caller, ask, cancellationToken) is { } answer)
        {
            return answer;
        }

        // The copy may be behind in either direction: what it refuses may be allowed by now.
        (policy, refusal) = Choose(await PolicyStore.AllAsync(connection, cancellationToken), caller, ask);
        return policy is null
            ? Answer.Refused(refusal!)
            : await AddAsync(transaction, policy, caller, ask, cancellationToken) ?? Answer.Refused(RequestRefusals.PolicyMoved(policy.Name));
    }

    private (Policy? Policy, Refusal? Refusal) Choose(PolicySet set, Caller caller, Ask ask)
    {
        var usable = set.Covering(ask.Role, ask.Target).Where(policy => policy.MayAsk(caller)).ToArray();
        if (usable.Length == 0)
        {
            return (null, RequestRefusals.NoPolicy(ask, caller));
        }

        if (ask.BreakGlass)
        {
            usable = [.. usable.Where(policy => policy.BreakGlass)];
            if (usable.Length == 0)
            {
                return (null, RequestRefusals.NoBreakGlass(ask));
            }
        }

        if (usable.FirstOrDefault(policy => policy.LongestSeconds >= ask.DurationSeconds) is not { } policy)
        {
            return (null, RequestRefusals.TooLong(ask, usable.Max(candidate => candidate.LongestSeconds)));
        }

        return ask.BreakGlass && grants.Fault(policy, ask.Target) is { } fault
            ? (null, RequestRefusals.NoProvider(policy.Name, fault))
            : (policy, null);
    }

    private async Task<Answer?> AddAsync(NpgsqlTransaction transaction, Policy policy, Caller caller, Ask ask, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        var id = Guid.CreateVersion7(time.GetUtcNow());
        if (await RequestStore.AddAsync(connection, id, policy, caller.Name, ask, cancellationToken) is not { } request)
        {
            return null;
        }

        await transaction.RecordAsync(RequestEvents.Created(request), cancellationToken);
        if (ask.BreakGlass)
        {
            await grants.MakeAsync(transaction, request, policy, caller.Name, cancellationToken);
            request = (await RequestStore.FindAsync(connection, id, cancellationToken))!;
        }

        return Answer.Created($"/requests/{id}", request, ApiJson.Default.AccessRequest);
    }
}
