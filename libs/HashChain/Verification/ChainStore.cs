using Npgsql;

namespace Distribution.HashChain.Verification;

/// <summary>Small reads of a chain's ends.</summary>
internal static class ChainStore
{
    // One statement, hence one moment.
    private const string Ends =
        """
        SELECT h.sequence, h.hash, coalesce(r.sequence, 0), coalesce(r.hash, decode(repeat('00', 32), 'hex')) FROM chain_head AS h
        LEFT JOIN LATERAL (SELECT sequence, hash FROM chain_records ORDER BY sequence DESC LIMIT 1) AS r ON true
        """;

    private const string Record = "SELECT hash FROM chain_records WHERE sequence = $1";

    private const string Later = "SELECT EXISTS (SELECT 1 FROM chain_records WHERE sequence > $1)";

    /// <summary>The head as it is written down, and the last record as it is.</summary>
    public static async Task<(ChainHead Head, ChainHead Last)> EndsAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Ends, connection);
        await using var row = await command.ExecuteReaderAsync(CancellationToken.None);
        return await row.ReadAsync(CancellationToken.None)
            ? (new(row.GetInt64(0), row.GetFieldValue<byte[]>(1)), new(row.GetInt64(2), row.GetFieldValue<byte[]>(3)))
            : throw new ChainBrokenException(new(0, FaultReason.Tampered, "The table chain_head is empty."));
    }

    /// <summary>What is wrong with the chain's end; null when nothing is.</summary>
    public static ChainFault? EndFault(ChainHead head, ChainHead last, ChainHead? checkpoint)
    {
        if (last.Sequence < Math.Max(head.Sequence, checkpoint?.Sequence ?? 0))
        {
            var said = head.Sequence >= (checkpoint?.Sequence ?? 0) ? $"the head says {head.Sequence}" : $"the checkpoint says {checkpoint!.Sequence}";
            return new(last.Sequence + 1, FaultReason.Truncated, $"The chain ends with record {last.Sequence}; {said}.");
        }

        return last.Equals(head) ? null
            : last.Sequence > head.Sequence ? new(head.Sequence + 1, FaultReason.Tampered, $"Records up to {last.Sequence} follow the head, which is {head.Sequence}: they were not appended as records are.")
            : new(last.Sequence, FaultReason.Tampered, $"The last record has the hash {last.HashText}; the head says {head.HashText}.");
    }

    /// <summary>The hash that is kept with a record; null when there is no such record.</summary>
    public static async Task<byte[]?> HashAsync(NpgsqlConnection connection, long sequence)
    {
        await using var command = new NpgsqlCommand(Record, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = sequence });
        return await command.ExecuteScalarAsync(CancellationToken.None) as byte[];
    }

    public static async Task<bool> AnyAfterAsync(NpgsqlConnection connection, long sequence)
    {
        await using var command = new NpgsqlCommand(Later, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = sequence });
        return (bool)(await command.ExecuteScalarAsync(CancellationToken.None))!;
    }
}
