using System.Buffers.Binary;
using System.Security.Cryptography;
using Distribution.HashChain.Checkpoints;

namespace Distribution.HashChain.Verification;

/// <summary>Walks along a chain, record by record, until one is not as it must be, and says in what way.</summary>
internal sealed class ChainWalk(ChainHead before, long headSequence, Checkpoint? checkpoint)
{
    private readonly byte[] _previous = before.Hash.ToArray();
    private readonly byte[] _computed = new byte[32];
    private long _expected = before.Sequence + 1;

    /// <summary>The last good record.</summary>
    public ChainHead Reached => new(_expected - 1, _previous.ToArray());

    public ChainFault? Fault { get; private set; }

    /// <summary>Takes the next record.</summary>
    /// <returns>False when it is not good.</returns>
    public bool Take(CopyRow row)
    {
        Fault = Judge(row);
        if (Fault is not null)
        {
            return false;
        }

        row.Hash.CopyTo(_previous);
        _expected++;
        return true;
    }

    private ChainFault? Judge(CopyRow row)
    {
        var sequence = row.Sequence;
        if (sequence != _expected)
        {
            return new(_expected, FaultReason.Missing, $"After record {_expected - 1} comes record {sequence}.");
        }

        SHA256.HashData(row.Hashed, _computed);
        if (!row.HasHash(_computed))
        {
            return Place(row) is { } place
                ? new(sequence, FaultReason.Reordered, $"What is kept as record {sequence} was recorded as {place}.")
                : new(sequence, FaultReason.Tampered, $"Its columns have the hash {Text(_computed)}; {Text(row.Hash)} was recorded.");
        }

        if (!row.PreviousHash.SequenceEqual(_previous))
        {
            var replaced = Math.Max(1, sequence - 1);
            return new(replaced, FaultReason.Tampered, $"Record {sequence} was chained to a record with the hash {Text(row.PreviousHash)}; the one before it has {Text(_previous)}.");
        }

        return checkpoint is not null && checkpoint.Head.Sequence == sequence && !checkpoint.Head.Hash.Span.SequenceEqual(row.Hash)
            ? new(sequence, FaultReason.Rewritten, $"It has the hash {Text(row.Hash)}; the checkpoint of {checkpoint.At:O} says {checkpoint.Head.HashText}.")
            : null;
    }

    /// <summary>The number under which the record's hash is right: proof of where it belongs.</summary>
    private long? Place(CopyRow row)
    {
        var trial = row.Hashed.ToArray();
        Span<byte> hash = stackalloc byte[32];
        for (var distance = 1; distance <= ChainDefaults.PlacesTried / 2; distance++)
        {
            foreach (var place in (ReadOnlySpan<long>)[_expected - distance, _expected + distance])
            {
                if (place < 1 || place > headSequence)
                {
                    continue;
                }

                BinaryPrimitives.WriteInt64BigEndian(trial.AsSpan(CopyRow.SequenceRange), place);
                SHA256.HashData(trial, hash);
                if (row.HasHash(hash))
                {
                    return place;
                }
            }

            if (_expected - distance < 1 && _expected + distance > headSequence)
            {
                break;
            }
        }

        return null;
    }

    private static string Text(ReadOnlySpan<byte> hash) => Convert.ToHexStringLower(hash);
}
