using Distribution.HashChain.Checkpoints;
using Npgsql;

namespace Distribution.HashChain.Verification;

/// <summary>Recomputes a chain from its records.</summary>
/// <remarks>
/// Found, and named by the first record concerned: a column that was changed (its hash is not that of its columns), a record that was replaced together with its hash (the next one, the
/// head or the checkpoint names another), one that is gone, one that has another's number, records gone from the end (the head or the checkpoint is further). Who can write the
/// database and recompute everything, head included, still cannot make a chain that has the checkpoint's hash at the checkpoint's number.
/// Not found: what was made anew after the last checkpoint, and what was false when it was recorded.
/// </remarks>
public sealed class ChainVerifier(OpenConnection open)
{
    private readonly RepeatedReads _reads = new(open);

    /// <summary>Verifies a range, in the order of the records, reading them in blocks.</summary>
    /// <param name="from">The first record; 1 for all.</param>
    /// <param name="to">The last record; null for all there are at this moment.</param>
    /// <param name="checkpoint">What the chain is known to have been.</param>
    /// <param name="cancellationToken">Ends it between two blocks.</param>
    public async Task<VerificationReport> VerifyAsync(long from = 1, long? to = null, Checkpoint? checkpoint = null, CancellationToken cancellationToken = default)
    {
        var (head, last) = await _reads.ReadAsync(ChainStore.EndsAsync, cancellationToken);
        from = Math.Max(1, from);
        var until = Math.Min(to ?? long.MaxValue, Math.Max(head.Sequence, checkpoint?.Head.Sequence ?? 0));
        var before = from == 1 ? ChainHead.Empty : await _reads.ReadAsync(connection => BeforeAsync(connection, from), cancellationToken);
        var walk = new ChainWalk(before, Math.Max(head.Sequence, last.Sequence), checkpoint);
        while (walk.Reached.Sequence < until)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var begun = walk.Reached.Sequence;
            var end = Math.Min(until, begun + ChainDefaults.VerifiedAtOnce);
            var good = await _reads.ReadAsync(connection => CopyReader.ReadAsync(connection, walk.Reached.Sequence + 1, end, walk.Take), cancellationToken);
            ChainTelemetry.Verified.Add(walk.Reached.Sequence - begun);
            if (!good)
            {
                return Report(walk.Fault);
            }

            if (walk.Reached.Sequence < end)
            {
                return Report(await _reads.ReadAsync(connection => GoneAsync(connection, walk.Reached.Sequence + 1, head, last, checkpoint), cancellationToken));
            }
        }

        return Report(ChainStore.EndFault(head, last, checkpoint?.Head)
            ?? await _reads.ReadAsync(connection => CheckpointFaultAsync(connection, checkpoint, from, until), cancellationToken));

        VerificationReport Report(ChainFault? fault) => new(Math.Max(0, walk.Reached.Sequence - from + 1), from, until, head, fault);
    }

    /// <summary>What the range's first record must be chained to: the record before it, as it is kept.</summary>
    private static async Task<ChainHead> BeforeAsync(NpgsqlConnection connection, long from) =>
        new(from - 1, await ChainStore.HashAsync(connection, from - 1) ?? ChainHead.Empty.Hash);

    private static async Task<ChainFault> GoneAsync(NpgsqlConnection connection, long gone, ChainHead head, ChainHead last, Checkpoint? checkpoint) =>
        await ChainStore.AnyAfterAsync(connection, gone)
            ? new(gone, FaultReason.Missing, $"There is no record {gone}, and later ones are there.")
            : ChainStore.EndFault(head, last, checkpoint?.Head) ?? new(gone, FaultReason.Truncated, $"The chain ends before record {gone}.");

    /// <summary>A checkpoint outside of the range is compared by itself.</summary>
    private static async Task<ChainFault?> CheckpointFaultAsync(NpgsqlConnection connection, Checkpoint? checkpoint, long from, long until)
    {
        if (checkpoint is null || checkpoint.Head.Sequence == 0 || (checkpoint.Head.Sequence >= from && checkpoint.Head.Sequence <= until))
        {
            return null;
        }

        var kept = await ChainStore.HashAsync(connection, checkpoint.Head.Sequence);
        return kept is not null && checkpoint.Head.Hash.Span.SequenceEqual(kept)
            ? null
            : new(checkpoint.Head.Sequence, FaultReason.Rewritten, $"It has the hash {(kept is null ? "of no record" : Convert.ToHexStringLower(kept))}; the checkpoint of {checkpoint.At:O} says {checkpoint.Head.HashText}.");
    }
}
