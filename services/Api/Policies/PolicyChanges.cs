using Distribution.Api.Events;
using Distribution.Api.Storage;
using Distribution.ServiceDefaults.Errors;

namespace Distribution.Api.Policies;

/// <summary>Changes policies, one change after another. Repeating a change that took effect changes nothing more.</summary>
internal sealed class PolicyChanges(AccessDatabase database, PolicyBook book)
{
    /// <summary>Makes or replaces a policy.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="terms">What it shall say.</param>
    /// <param name="expected">The version that is replaced; null for any or none.</param>
    /// <param name="changedBy">Who changes it.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<PolicyChange> PutAsync(string name, PolicyTerms terms, long? expected, string changedBy, CancellationToken cancellationToken)
    {
        var change = await database.WriteAsync(
            async (connection, transaction, cancellation) =>
            {
                await PolicyStore.LockAsync(connection, cancellation);
                var all = await PolicyStore.AllAsync(connection, cancellation);
                var before = all.Find(name);
                if (before?.SaysTheSameAs(terms) == true)
                {
                    return new PolicyChange(before, null);
                }

                if (Refuse(name, before, expected, all.Policies.Count) is { } refusal)
                {
                    return new PolicyChange(null, refusal);
                }

                var version = await PolicyStore.RaiseVersionAsync(connection, cancellation);
                var after = await PolicyStore.PutAsync(connection, name, terms, version, changedBy, cancellation);
                var action = before is null ? AuditActions.PolicyCreated : AuditActions.PolicyChanged;
                await transaction.RecordAsync(PolicyEvents.Of(action, changedBy, after), cancellation);
                return new PolicyChange(after, null, before is null, await PolicyStore.AllAsync(connection, cancellation));
            },
            cancellationToken);
        await TellAsync(change.Set);
        return change;
    }

    /// <summary>Removes a policy, if it is there. What was granted by it stays until it expires or is revoked.</summary>
    public async Task DeleteAsync(string name, string deletedBy, CancellationToken cancellationToken)
    {
        var after = await database.WriteAsync(
            async (connection, transaction, cancellation) =>
            {
                await PolicyStore.LockAsync(connection, cancellation);
                if (await PolicyStore.DeleteAsync(connection, name, cancellation) is not { } deleted)
                {
                    return null;
                }

                await PolicyStore.RaiseVersionAsync(connection, cancellation);
                await transaction.RecordAsync(PolicyEvents.Of(AuditActions.PolicyDeleted, deletedBy, deleted), cancellation);
                return await PolicyStore.AllAsync(connection, cancellation);
            },
            cancellationToken);
        await TellAsync(after);
    }

    private static Refusal? Refuse(string name, Policy? before, long? expected, int count)
    {
        if (expected is not null && before?.Version != expected)
        {
            return PolicyRefusals.Changed(name, expected.Value, before?.Version);
        }

        return before is null && count >= PolicyDefaults.MostPolicies ? PolicyRefusals.TooMany() : null;
    }

    private Task TellAsync(PolicySet? set) => set is null ? Task.CompletedTask : book.AnnounceAsync(set);
}
