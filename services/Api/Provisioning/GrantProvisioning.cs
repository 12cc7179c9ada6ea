using Distribution.Api.Events;
using Distribution.Api.Grants;
using Distribution.Api.Providers;
using Distribution.Api.Storage;
using Distribution.Leases;
using Distribution.Leases.Fencing;
using Npgsql;

namespace Distribution.Api.Provisioning;

/// <summary>
/// Has a grant's provider give or take the access, for a job. The check of the job's term, the provider's effect in this database and the grant's
/// next state share a transaction: a worker that was taken for dead and comes back changes nothing, and a job that comes again finds its work done.
/// </summary>
internal sealed class GrantProvisioning(AccessDatabase database, ProviderSet providers)
{
    /// <returns>The grant as it is then; null when there is none. One that is over already is not given.</returns>
    /// <exception cref="StaleTermException">The term is old.</exception>
    /// <exception cref="ProviderFailedException">The provider could not give it; nothing changed.</exception>
    public Task<Grant?> ProvisionAsync(Guid id, Term term, string actor, CancellationToken cancellationToken)
        => RunAsync(id, term, Grant.Provisioning, (transaction, grant, cancellation) => GiveAsync(transaction, grant, term, actor, cancellation), cancellationToken);

    /// <returns>The grant as it is then; null when there is none.</returns>
    /// <exception cref="StaleTermException">The term is old.</exception>
    /// <exception cref="ProviderFailedException">The provider could not take it; the grant is still withdrawing.</exception>
    public Task<Grant?> WithdrawAsync(Guid id, Term term, string actor, CancellationToken cancellationToken)
        => RunAsync(id, term, Grant.Withdrawing, (transaction, grant, cancellation) => TakeAsync(transaction, grant, term, actor, cancellation), cancellationToken);

    private Task<Grant?> RunAsync(
        Guid id, Term term, string state, Func<NpgsqlTransaction, Grant, CancellationToken, Task<Grant?>> step, CancellationToken cancellationToken)
        => database.WriteAsync(
            async (connection, transaction, cancellation) =>
            {
                await Fence.RaiseAsync(transaction, term, cancellation);
                var grant = await GrantStore.LockAsync(connection, id, cancellation);
                return grant?.State == state ? await step(transaction, grant, cancellation) ?? grant : grant;
            },
            cancellationToken);

    private async Task<Grant?> GiveAsync(NpgsqlTransaction transaction, Grant grant, Term term, string actor, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        try
        {
            await providers.GrantAsync(grant.Provider, transaction, Provided(grant, term), cancellationToken);
        }
        catch (ProviderRefusedException refusal)
        {
            var failed = await GrantStore.FailAsync(connection, grant.Id, $"{term}", refusal.Message, cancellationToken);
            await transaction.RecordAsync(
                GrantEvents.Of(AuditActions.GrantFailed, actor, failed!, ("reason", refusal.Message), ("job", $"{term}")), cancellationToken);
            return failed;
        }

        var active = await GrantStore.ActivateAsync(connection, grant.Id, cancellationToken);
        await transaction.RecordAsync(GrantEvents.Of(AuditActions.GrantActivated, actor, active!, ("job", $"{term}")), cancellationToken);
        return active;
    }

    private async Task<Grant?> TakeAsync(NpgsqlTransaction transaction, Grant grant, Term term, string actor, CancellationToken cancellationToken)
    {
        // One that only the clock has ended waits for the sweep, which says so first.
        if (grant.EndedAt is null)
        {
            return null;
        }

        await providers.WithdrawAsync(grant.Provider, transaction, Provided(grant, term), cancellationToken);
        var closed = (await GrantStore.CloseAsync(transaction.Connection!, grant.Id, cancellationToken))!;
        await transaction.RecordAsync(
            GrantEvents.Of(
                closed.State == Grant.Expired ? AuditActions.GrantExpired : AuditActions.GrantRevoked, actor, closed,
                ("overstaySeconds", GrantEvents.Overstay(closed, closed.WithdrawnAt)), ("job", $"{term}")),
            cancellationToken);
        return closed;
    }

    private static ProvidedGrant Provided(Grant grant, Term term) => new(grant.Id, grant.Grantee, grant.Role, grant.Target, grant.ExpiresAt, term);
}
