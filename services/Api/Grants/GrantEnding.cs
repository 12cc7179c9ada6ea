using Distribution.Api.Events;
using Distribution.Outbox;
using Npgsql;

namespace Distribution.Api.Grants;

/// <summary>Orders the end of grants: from then on they cannot be used, and a job has their access withdrawn.</summary>
internal static class GrantEnding
{
    /// <summary>Before its time; null when it is over already.</summary>
    /// <param name="transaction">The change's.</param>
    /// <param name="id">The grant.</param>
    /// <param name="by">Who or what ended it, as the grant shows it.</param>
    /// <param name="actor">Who, for the audit.</param>
    /// <param name="cause">revoked, unjustified or review-overdue.</param>
    /// <param name="note">What was said of it.</param>
    /// <param name="cancellationToken">The request's.</param>
    public static async Task<Grant?> EndAsync(
        NpgsqlTransaction transaction, Guid id, string by, string actor, string cause, string? note, CancellationToken cancellationToken)
    {
        if (await GrantStore.EndAsync(transaction.Connection!, id, by, note, cancellationToken) is not { } grant)
        {
            return null;
        }

        await OutboxWriter.AppendAsync(transaction, Messages(grant, actor, cause, JobPriorities.Revoke), cancellationToken);
        return grant;
    }

    /// <summary>Those whose time is up, the longest overdue first.</summary>
    public static async Task<int> ExpireAsync(NpgsqlTransaction transaction, string by, string actor, int most, CancellationToken cancellationToken)
    {
        var grants = await GrantStore.ExpireAsync(transaction.Connection!, by, most, cancellationToken);
        await OutboxWriter.AppendAsync(
            transaction, [.. grants.SelectMany(grant => Messages(grant, actor, Grant.Expired, JobPriorities.Expire))], cancellationToken);
        return grants.Count;
    }

    private static OutboxMessage[] Messages(Grant grant, string actor, string cause, int priority) =>
    [
        GrantEvents.Of(
            AuditActions.GrantWithdrawing, actor, grant,
            ("cause", cause), ("note", grant.EndedNote), ("overstaySeconds", GrantEvents.Overstay(grant, grant.EndedAt))).ToMessage(),
        JobOrder.Withdraw(grant.Id, priority).ToMessage(),
    ];
}
