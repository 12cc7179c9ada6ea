using Npgsql;
using NpgsqlTypes;

namespace Distribution.HashChain.Appending;

/// <summary>The statements of an append.</summary>
internal static class AppendStatements
{
    /// <summary>The SQLSTATE of an append that names another head than there is.</summary>
    public const string HeadMoved = "HC001";

    private const string Known = "SELECT r.source, r.message_id FROM unnest($1::text[], $2::uuid[]) AS m (source, message_id) JOIN chain_records AS r USING (source, message_id)";

    private const string Advance = "SELECT advance_chain($1, $2, $3, $4)";

    private const string Insert =
        $"""
        INSERT INTO chain_records ({ChainRecord.Columns})
        SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::uuid[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::bytea[])
        """;

    // A transaction that writes nothing does not wait for the standby; whoever is told that something is recorded must be able to rely on it.
    private const string Settle = "SELECT pg_logical_emit_message(true, 'chain', '')";

    /// <summary>Which of the entries are recorded.</summary>
    public static async Task<HashSet<(string Source, Guid MessageId)>> KnownAsync(NpgsqlConnection connection, IReadOnlyList<ChainEntry> entries)
    {
        await using var command = new NpgsqlCommand(Known, connection);
        command.Parameters.Add(Array(NpgsqlDbType.Text, entries, entry => entry.Source));
        command.Parameters.Add(Array(NpgsqlDbType.Uuid, entries, entry => entry.MessageId));
        await using var rows = await command.ExecuteReaderAsync(CancellationToken.None);
        var known = new HashSet<(string, Guid)>();
        while (await rows.ReadAsync(CancellationToken.None))
        {
            known.Add((rows.GetString(0), rows.GetGuid(1)));
        }

        return known;
    }

    /// <summary>Moves the head and adds the records: one request to the server, which makes one transaction of it and needs nobody to end it.</summary>
    public static async Task AppendAsync(NpgsqlConnection connection, ChainHead from, IReadOnlyList<ChainRecord> records)
    {
        await using var batch = new NpgsqlBatch(connection);
        var advance = new NpgsqlBatchCommand(Advance);
        advance.Parameters.Add(new NpgsqlParameter<long> { TypedValue = from.Sequence });
        advance.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = from.Hash.ToArray() });
        advance.Parameters.Add(new NpgsqlParameter<long> { TypedValue = records[^1].Sequence });
        advance.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = records[^1].Hash.ToArray() });
        batch.BatchCommands.Add(advance);

        var insert = new NpgsqlBatchCommand(Insert);
        insert.Parameters.Add(Array(NpgsqlDbType.Bigint, records, record => record.Sequence));
        insert.Parameters.Add(Array(NpgsqlDbType.Bytea, records, record => record.PreviousHash.ToArray()));
        insert.Parameters.Add(Array(NpgsqlDbType.Uuid, records, record => record.MessageId));
        insert.Parameters.Add(Array(NpgsqlDbType.Text, records, record => record.Source));
        insert.Parameters.Add(Array(NpgsqlDbType.TimestampTz, records, record => record.OccurredAt));
        insert.Parameters.Add(Array(NpgsqlDbType.TimestampTz, records, record => record.RecordedAt));
        insert.Parameters.Add(Array(NpgsqlDbType.Text, records, record => record.Actor));
        insert.Parameters.Add(Array(NpgsqlDbType.Text, records, record => record.Action));
        insert.Parameters.Add(Array(NpgsqlDbType.Text, records, record => record.Subject));
        insert.Parameters.Add(Array(NpgsqlDbType.Text, records, record => record.Details));
        insert.Parameters.Add(Array(NpgsqlDbType.Text, records, record => record.TraceId));
        insert.Parameters.Add(Array(NpgsqlDbType.Bytea, records, record => record.Hash.ToArray()));
        batch.BatchCommands.Add(insert);
        await ExecuteAsync(connection, batch);
    }

    public static async Task SettleAsync(NpgsqlConnection connection)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new(Settle));
        await ExecuteAsync(connection, batch);
    }

    /// <summary>A warning at the commit means that it is not known to be on the standby: a wait for it was cancelled.</summary>
    private static async Task ExecuteAsync(NpgsqlConnection connection, NpgsqlBatch batch)
    {
        PostgresNotice? warning = null;
        void Note(object sender, NpgsqlNoticeEventArgs notice) => warning = notice.Notice.InvariantSeverity == "WARNING" ? notice.Notice : warning;
        connection.Notice += Note;
        try
        {
            await batch.ExecuteNonQueryAsync(CancellationToken.None);
        }
        finally
        {
            connection.Notice -= Note;
        }

        if (warning is not null)
        {
            throw new NpgsqlException($"The commit was answered with a warning: {warning.MessageText}");
        }
    }

    private static NpgsqlParameter<T[]> Array<TItem, T>(NpgsqlDbType type, IReadOnlyList<TItem> items, Func<TItem, T> value) =>
        new() { TypedValue = [.. items.Select(value)], NpgsqlDbType = NpgsqlDbType.Array | type };
}
