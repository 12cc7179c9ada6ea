using Distribution.Api.Callers;
using Distribution.Api.Idempotency;
using Distribution.Api.Policies;
using Distribution.Api.Problems;
using Npgsql;

namespace Distribution.Api.Requests;

/// <summary>
/// Makes requests. The policy is chosen from this replica's copy: of those that give the role on the target, that the caller may use and that
/// last long enough, the first by name. The insert is bound to that policy's version; when the copy was behind, a fresh one is taken once.
/// </summary>
internal sealed class Asking(TimeProvider time)
{
    /// <param name="connection">In a transaction.</param>
    /// <param name="known">This replica's copy, got before the transaction: looking while holding one connection for another can starve the pool.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="ask">For what.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<Answer> AskAsync(NpgsqlConnection connection, PolicySet known, Caller caller, Ask ask, CancellationToken cancellationToken)
    {
        var (policy, refusal) = Choose(known, caller, ask);
        if (policy is not null && await AddAsync(connection, policy, caller, ask, cancellationToken) is { } answer)
        {
            return answer;
        }

        // The copy may be behind in either direction: what it refuses may be allowed by now.
        (policy, refusal) = Choose(await PolicyStore.AllAsync(connection, cancellationToken), caller, ask);
        return policy is null
            ? Answer.Refused(refusal!)
            : await AddAsync(connection, policy, caller, ask, cancellationToken) ?? Answer.Refused(RequestRefusals.PolicyMoved(policy.Name));
    }

    private static (Policy? Policy, Refusal? Refusal) Choose(PolicySet set, Caller caller, Ask ask)
    {
        var usable = set.Covering(ask.Role, ask.Target).Where(policy => policy.MayAsk(caller)).ToArray();
        if (usable.Length == 0)
        {
            return (null, RequestRefusals.NoPolicy(ask, caller));
        }

        var policy = usable.FirstOrDefault(policy => policy.LongestSeconds >= ask.DurationSeconds);
        return policy is null
            ? (null, RequestRefusals.TooLong(ask, usable.Max(candidate => candidate.LongestSeconds)))
            : (policy, null);
    }

    private async Task<Answer?> AddAsync(NpgsqlConnection connection, Policy policy, Caller caller, Ask ask, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var request = await RequestStore.AddAsync(connection, id, policy, caller.Name, ask, cancellationToken);
        return request is null ? null : Answer.Created($"/requests/{id}", request, ApiJson.Default.AccessRequest);
    }
}
