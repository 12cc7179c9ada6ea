using System.Security.Cryptography;

namespace Distribution.HashChain;

/// <summary>One record as it is kept.</summary>
/// <remarks>
/// Its hash is the SHA-256 of all its other columns in this order: sequence, previous hash, message id, source, occurred at, recorded at, actor, action, subject, details, trace id.
/// Each is preceded by its length in bytes (32 bits, big-endian; −1 for none), so that nothing can move from one column to the next, and written as Postgres sends it in
/// binary: whole numbers in 64 bits big-endian, times as microseconds since 2000-01-01 UTC, ids in 16 bytes, texts in UTF-8. That is a row of <c>COPY … (FORMAT binary)</c> but for its
/// first and its last field, so a verifier hashes what it receives.
/// </remarks>
public sealed record ChainRecord(
    long Sequence,
    ReadOnlyMemory<byte> PreviousHash,
    Guid MessageId,
    string Source,
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt,
    string Actor,
    string Action,
    string Subject,
    string Details,
    string? TraceId,
    ReadOnlyMemory<byte> Hash)
{
    internal const string Columns = "sequence, previous_hash, message_id, source, occurred_at, recorded_at, actor, action, subject, details, trace_id, hash";

    /// <summary>Whether its hash is that of its columns.</summary>
    public bool IsIntact => Hash.Span.SequenceEqual(ComputeHash(this));

    /// <summary>The record that follows a head.</summary>
    internal static ChainRecord After(ChainHead head, ChainEntry entry, DateTimeOffset recordedAt)
    {
        var record = new ChainRecord(
            head.Sequence + 1, head.Hash, entry.MessageId, entry.Source, Microseconds(entry.OccurredAt), Microseconds(recordedAt), entry.Actor, entry.Action, entry.Subject, entry.Details, entry.TraceId, default);
        return record with { Hash = ComputeHash(record) };
    }

    private static byte[] ComputeHash(ChainRecord record)
    {
        var row = new RowWriter();
        row.Add(record.Sequence);
        row.Add(record.PreviousHash.Span);
        row.Add(record.MessageId);
        row.Add(record.Source);
        row.Add(record.OccurredAt);
        row.Add(record.RecordedAt);
        row.Add(record.Actor);
        row.Add(record.Action);
        row.Add(record.Subject);
        row.Add(record.Details);
        row.Add(record.TraceId);
        return SHA256.HashData(row.Written);
    }

    // What the database keeps; the rest of a tick would be lost there, and the hash with it.
    private static DateTimeOffset Microseconds(DateTimeOffset moment)
    {
        var ticks = moment.UtcTicks;
        return new(ticks - (ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }
}
