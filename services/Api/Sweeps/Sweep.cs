using Distribution.Api.Grants;
using Distribution.Api.Idempotency;
using Distribution.Api.Providers;
using Distribution.Api.Requests;
using Distribution.Api.Storage;
using Distribution.Leases;
using Distribution.Leases.Fencing;

namespace Distribution.Api.Sweeps;

/// <summary>
/// Does what time drives: ends grants whose time is up, lets requests lapse, forgets idempotency keys. The check of the term and the work share a
/// transaction, so an order of an old term changes nothing, however late it arrives.
/// </summary>
internal sealed class Sweep(AccessDatabase database, IAccessProvider provider)
{
    /// <exception cref="StaleTermException">The term is old.</exception>
    public Task<SweepResult> RunAsync(Term term, CancellationToken cancellationToken)
        => database.WriteAsync(
            async (connection, transaction, cancellation) =>
            {
                await Fence.RaiseAsync(transaction, term, cancellation);
                var expired = await GrantStore.ExpireAsync(connection, $"{term}", SweepDefaults.Batch, cancellation);
                await provider.WithdrawAsync(connection, expired, cancellation);
                var lapsed = await RequestStore.LapseAsync(connection, SweepDefaults.PendingAtMost, SweepDefaults.Batch, cancellation);
                var pruned = await KeyStore.PruneAsync(connection, SweepDefaults.Batch, cancellation);
                return new SweepResult(expired.Count, lapsed, pruned, Math.Max(expired.Count, Math.Max(lapsed, pruned)) == SweepDefaults.Batch);
            },
            cancellationToken);
}
