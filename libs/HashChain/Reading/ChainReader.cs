using Distribution.HashChain.Verification;
using Npgsql;

namespace Distribution.HashChain.Reading;

/// <summary>Gives records in their order, each one checked against its own hash.</summary>
public static class ChainReader
{
    /// <summary>Records that pass a filter.</summary>
    /// <param name="connection">To the chain's database.</param>
    /// <param name="filter">Which ones.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ChainBrokenException">One of them is not what was recorded.</exception>
    public static async Task<List<ChainRecord>> ListAsync(NpgsqlConnection connection, ChainFilter filter, int limit, CancellationToken cancellationToken = default)
    {
        await using var command = Command(connection, filter, limit);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var records = new List<ChainRecord>();
        while (await rows.ReadAsync(cancellationToken))
        {
            var record = Read(rows);
            records.Add(record.IsIntact
                ? record
                : throw new ChainBrokenException(new(record.Sequence, FaultReason.Tampered, $"Its columns do not have the hash that was recorded, {Convert.ToHexStringLower(record.Hash.Span)}.")));
        }

        return records;
    }

    /// <summary>Where the chain ends.</summary>
    /// <exception cref="ChainBrokenException">The end is broken.</exception>
    public static async Task<ChainHead> HeadAsync(NpgsqlConnection connection)
    {
        var (head, last) = await ChainStore.EndsAsync(connection);
        return ChainStore.EndFault(head, last, null) is { } fault ? throw new ChainBrokenException(fault) : head;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, ChainFilter filter, int limit)
    {
        var command = new NpgsqlCommand { Connection = connection };
        var conditions = new List<string> { $"sequence > {Parameter(filter.After)}" };
        Add("subject = ", filter.Subject);
        Add("actor = ", filter.Actor);
        Add("action = ", filter.Action);
        Add("occurred_at >= ", filter.From?.ToUniversalTime());
        Add("occurred_at < ", filter.To?.ToUniversalTime());
        command.CommandText = $"SELECT {ChainRecord.Columns} FROM chain_records WHERE {string.Join(" AND ", conditions)} ORDER BY sequence LIMIT {Parameter(limit)}";
        return command;

        void Add(string condition, object? value)
        {
            if (value is not null)
            {
                conditions.Add(condition + Parameter(value));
            }
        }

        string Parameter(object value)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
            return $"${command.Parameters.Count}";
        }
    }

    private static ChainRecord Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetFieldValue<byte[]>(1),
        row.GetGuid(2),
        row.GetString(3),
        row.GetFieldValue<DateTimeOffset>(4),
        row.GetFieldValue<DateTimeOffset>(5),
        row.GetString(6),
        row.GetString(7),
        row.GetString(8),
        row.GetString(9),
        row.IsDBNull(10) ? null : row.GetString(10),
        row.GetFieldValue<byte[]>(11));
}
