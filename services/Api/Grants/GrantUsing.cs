using Distribution.Api.Callers;
using Distribution.Api.Idempotency;
using Distribution.Api.Problems;
using Distribution.Api.Providers;
using Npgsql;

namespace Distribution.Api.Grants;

/// <summary>Uses and revokes grants; whether one is active is decided in the statement that acts.</summary>
internal sealed class GrantUsing(IAccessProvider provider)
{
    public static async Task<Answer> UseAsync(NpgsqlConnection connection, Caller caller, Guid id, GrantUse use, CancellationToken cancellationToken)
    {
        if (await GrantStore.UseAsync(connection, id, caller.Name, use.Note, cancellationToken) is { } used)
        {
            return Answer.Ok(used, ApiJson.Default.Grant);
        }

        return await GrantStore.FindAsync(connection, id, cancellationToken) switch
        {
            null => Answer.Refused(Refusal.NotFound("grant", id)),
            var grant when grant.Grantee != caller.Name => Answer.Refused(GrantRefusals.NotYours(grant, caller)),
            var grant => Answer.Refused(GrantRefusals.Ended(grant)),
        };
    }

    public async Task<Answer> RevokeAsync(NpgsqlConnection connection, Caller caller, Guid id, GrantUse use, CancellationToken cancellationToken)
    {
        if (await GrantStore.FindAsync(connection, id, cancellationToken) is not { } grant)
        {
            return Answer.Refused(Refusal.NotFound("grant", id));
        }

        if (grant.Grantee != caller.Name && !caller.IsOneOf([Caller.Approver, Caller.Administrator]))
        {
            return Answer.Refused(GrantRefusals.MayNotRevoke(grant, caller));
        }

        if (await GrantStore.RevokeAsync(connection, id, caller.Name, use.Note, cancellationToken) is not { } revoked)
        {
            return Answer.Refused(GrantRefusals.Ended((await GrantStore.FindAsync(connection, id, cancellationToken))!));
        }

        await provider.WithdrawAsync(connection, [id], cancellationToken);
        return Answer.Ok(revoked, ApiJson.Default.Grant);
    }
}
