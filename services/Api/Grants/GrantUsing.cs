using Distribution.Api.Callers;
using Distribution.Api.Events;
using Distribution.Api.Idempotency;
using Distribution.ServiceDefaults.Errors;
using Npgsql;

namespace Distribution.Api.Grants;

/// <summary>Uses and revokes grants; whether one is active is decided in the statement that acts.</summary>
internal static class GrantUsing
{
    public static async Task<Answer> UseAsync(NpgsqlTransaction transaction, Caller caller, Guid id, GrantUse use, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        if (await GrantStore.UseAsync(connection, id, caller.Name, use.Note, cancellationToken) is { } used)
        {
            await transaction.RecordAsync(
                GrantEvents.Of(AuditActions.GrantUsed, caller.Name, used, ("uses", used.Uses), ("note", use.Note)), cancellationToken);
            return Answer.Ok(used, ApiJson.Default.Grant);
        }

        return await GrantStore.FindAsync(connection, id, cancellationToken) switch
        {
            null => Answer.Refused(Refusal.NotFound("grant", id)),
            var grant when grant.Grantee != caller.Name => Answer.Refused(GrantRefusals.NotYours(grant, caller)),
            { State: Grant.Provisioning } grant => Answer.Refused(GrantRefusals.NotYetActive(grant)),
            var grant => Answer.Refused(GrantRefusals.Ended(grant)),
        };
    }

    public static async Task<Answer> RevokeAsync(NpgsqlTransaction transaction, Caller caller, Guid id, GrantUse use, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        if (await GrantStore.LockAsync(connection, id, cancellationToken) is not { } grant)
        {
            return Answer.Refused(Refusal.NotFound("grant", id));
        }

        if (grant.Grantee != caller.Name && !caller.IsOneOf([Caller.Approver, Caller.Operator]))
        {
            return Answer.Refused(GrantRefusals.MayNotRevoke(grant, caller));
        }

        return await GrantEnding.EndAsync(transaction, id, caller.Name, caller.Name, Grant.Revoked, use.Note, cancellationToken) is { } ending
            ? Answer.Ok(ending, ApiJson.Default.Grant)
            : Answer.Refused(GrantRefusals.Ended((await GrantStore.FindAsync(connection, id, cancellationToken))!));
    }
}
