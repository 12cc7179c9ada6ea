using System.Collections.Concurrent;
using System.Diagnostics;
using Distribution.HashChain.Verification;
using Npgsql;

namespace Distribution.HashChain.Appending;

/// <summary>Adds records at the end of a chain, in the order in which they are given, whatever comes at the same time in one transaction.</summary>
/// <remarks>
/// <para>
/// The chain's end is a row: its number and its hash. An append names the end that it continues, and the statement that adds the records moves that row on or fails: of two appenders that
/// continue the same end one gets in, the other looks again and continues the new one. No lock is taken and held, no transaction is serializable, and none is ever open while
/// this process thinks: an append is one request, which the server commits by itself. So an appender may be frozen or killed at any moment without keeping others out for
/// longer than its own request takes, and when it wakes it can only find that the end has moved.
/// </para>
/// <para>
/// An entry is recorded once: those that are known (by source and message id) are left out, and between looking and appending none can be added without the end moving. When this
/// returns, everything is durable, what was known before included. When it throws, nothing may be assumed and the same entries may be given again.
/// </para>
/// <para>It adds nothing to a chain whose end is broken: that would cover what happened. The records then wait where they come from.</para>
/// </remarks>
public sealed class ChainAppender(OpenConnection open, TimeProvider time)
{
    private readonly ConcurrentQueue<PendingAppend> _waiting = [];
    private readonly SemaphoreSlim _turn = new(1, 1);
    private ChainHead? _head;

    /// <summary>The end of the chain as this process has last seen or made it; null before its first append.</summary>
    public ChainHead? Head => Volatile.Read(ref _head);

    /// <summary>Where the chain was known to end by something that is not in the database; appends refuse to go on from less.</summary>
    public Func<ChainHead?> Checkpoint { get; init; } = static () => null;

    /// <summary>Records entries, together with those of other callers.</summary>
    /// <exception cref="ChainBrokenException">The chain's end is broken.</exception>
    public async Task<AppendResult> AppendAsync(IReadOnlyList<ChainEntry> entries, CancellationToken cancellationToken = default)
    {
        if (entries.Count == 0)
        {
            return new(0, 0);
        }

        var mine = new PendingAppend(entries);
        _waiting.Enqueue(mine);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            while (!mine.Done.IsCompleted)
            {
                await AppendTogetherAsync();
            }
        }
        finally
        {
            _turn.Release();
        }

        return await mine.Done;
    }

    /// <summary>Appends what waits, up to a transaction's worth; whoever waits for it is told.</summary>
    private async Task AppendTogetherAsync()
    {
        var (together, count) = (new List<PendingAppend>(), 0);
        while (_waiting.TryPeek(out var next) && (together.Count == 0 || count + next.Entries.Count <= ChainDefaults.LargestAppend) && _waiting.TryDequeue(out _))
        {
            together.Add(next);
            count += next.Entries.Count;
        }

        try
        {
            var began = Stopwatch.GetTimestamp();
            var known = await AppendAsync([.. together.SelectMany(pending => pending.Entries)]);
            ChainTelemetry.AppendDuration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
            foreach (var pending in together)
            {
                var before = pending.Entries.Count(entry => !known.Add((entry.Source, entry.MessageId)));
                pending.Complete(new(pending.Entries.Count - before, before));
            }
        }
        catch (Exception failure)
        {
            _head = null;
            together.ForEach(pending => pending.Fail(failure));
        }
    }

    /// <returns>What was known before.</returns>
    private async Task<HashSet<(string Source, Guid MessageId)>> AppendAsync(List<ChainEntry> entries)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await open(CancellationToken.None);
                var head = _head ?? await ReadHeadAsync(connection);
                var known = await AppendStatements.KnownAsync(connection, entries);
                var records = Chain(head, entries, known);
                if (records.Count > 0)
                {
                    await AppendStatements.AppendAsync(connection, head, records);
                    head = new(records[^1].Sequence, records[^1].Hash);
                }
                else
                {
                    await AppendStatements.SettleAsync(connection);
                }

                Volatile.Write(ref _head, head);
                ChainTelemetry.Appended.Add(records.Count);
                ChainTelemetry.Known.Add(entries.Count - records.Count);
                return known;
            }
            catch (NpgsqlException failure) when (attempt < ChainDefaults.AppendTries && MayPass(failure))
            {
                _head = null;
            }
        }
    }

    /// <summary>Another appender was first, or the connection broke, perhaps after the commit: what was recorded is known at the next try.</summary>
    private static bool MayPass(NpgsqlException failure) =>
        failure is PostgresException { SqlState: AppendStatements.HeadMoved or PostgresErrorCodes.UniqueViolation } || failure.IsTransient || failure is not PostgresException;

    private List<ChainRecord> Chain(ChainHead head, List<ChainEntry> entries, HashSet<(string Source, Guid MessageId)> known)
    {
        var records = new List<ChainRecord>(entries.Count);
        var taken = new HashSet<(string, Guid)>(known);
        var now = time.GetUtcNow();
        foreach (var entry in entries.Where(entry => taken.Add((entry.Source, entry.MessageId))))
        {
            var record = ChainRecord.After(head, entry, now);
            records.Add(record);
            head = new(record.Sequence, record.Hash);
        }

        return records;
    }

    private async Task<ChainHead> ReadHeadAsync(NpgsqlConnection connection)
    {
        var (head, last) = await ChainStore.EndsAsync(connection);
        return ChainStore.EndFault(head, last, Checkpoint()) is { } fault ? throw new ChainBrokenException(fault) : head;
    }
}
