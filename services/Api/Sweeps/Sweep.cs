using Distribution.Api.Events;
using Distribution.Api.Fencing;
using Distribution.Api.Grants;
using Distribution.Api.Idempotency;
using Distribution.Api.Requests;
using Distribution.Api.Storage;
using Distribution.Leases;
using Distribution.Leases.Fencing;
using Distribution.Outbox;
using Npgsql;

namespace Distribution.Api.Sweeps;

/// <summary>
/// Does what time drives: orders the end of grants whose time is up, the longest overdue first, lets requests lapse, forgets idempotency keys and
/// the fences of old jobs. The check of the term and the work share a transaction, so an order of an old term changes nothing, however late it
/// arrives. After an outage there may be many: batch follows batch, each a transaction of its own, as long as the request has time.
/// </summary>
internal sealed class Sweep(AccessDatabase database, TimeProvider time)
{
    /// <exception cref="StaleTermException">The term is old.</exception>
    public async Task<SweepResult> RunAsync(Term term, string actor, CancellationToken cancellationToken)
    {
        if (!await database.ReadAsync(DueWork.AnyAsync, cancellationToken))
        {
            return SweepResult.Nothing;
        }

        var started = time.GetTimestamp();
        var all = await BatchAsync(term, actor, cancellationToken);
        while (all.More && time.GetElapsedTime(started) < SweepDefaults.Patience)
        {
            all = all.And(await BatchAsync(term, actor, cancellationToken));
        }

        return all;
    }

    private Task<SweepResult> BatchAsync(Term term, string actor, CancellationToken cancellationToken)
        => database.WriteAsync(
            async (connection, transaction, cancellation) =>
            {
                await Fence.RaiseAsync(transaction, term, cancellation);
                var expired = await GrantEnding.ExpireAsync(transaction, $"{term}", actor, SweepDefaults.Batch, cancellation);
                var lapsed = await LapseAsync(transaction, actor, cancellation);
                var pruned = await KeyStore.PruneAsync(connection, SweepDefaults.PruneBatch, cancellation);
                await FenceStore.PruneAsync(connection, SweepDefaults.PruneBatch, cancellation);
                return new SweepResult(expired, lapsed, pruned, expired == SweepDefaults.Batch || lapsed == SweepDefaults.Batch || pruned == SweepDefaults.PruneBatch);
            },
            cancellationToken);

    private static async Task<int> LapseAsync(NpgsqlTransaction transaction, string actor, CancellationToken cancellationToken)
    {
        var lapsed = await RequestStore.LapseAsync(transaction.Connection!, SweepDefaults.PendingAtMost, SweepDefaults.Batch, cancellationToken);
        await OutboxWriter.AppendAsync(
            transaction, [.. lapsed.Select(request => RequestEvents.Lapsed(actor, request.Id, request.Requester).ToMessage())], cancellationToken);
        return lapsed.Count;
    }
}
