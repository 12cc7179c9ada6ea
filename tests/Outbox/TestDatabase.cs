using Distribution.Postgres;
using Distribution.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Distribution.Outbox.Tests;

/// <summary>One database and how a service would reach it.</summary>
public sealed class TestDatabase(PostgresServer server, string name) : IAsyncDisposable
{
    public string Name => name;

    public PostgresDataSource Source { get; } = new(
        name, new PostgresOptions { ConnectionString = $"Host=127.0.0.1:{server.Port};Username=postgres;Database={name}" }, NullLoggerFactory.Instance);

    public Task<object?> ExecuteAsync(string sql) => server.ExecuteAsync(sql, name);

    public async Task<long> CountAsync(string from) => (long)(await ExecuteAsync($"SELECT count(*) FROM {from}"))!;

    public Task<List<T>> ListAsync<T>(string sql) => Source.ReadAsync(async (connection, token) =>
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(token);
        var list = new List<T>();
        while (await rows.ReadAsync(token))
        {
            list.Add(rows.GetFieldValue<T>(0));
        }

        return list;
    });

    /// <summary>Writes messages in one transaction.</summary>
    public Task WriteAsync(params OutboxMessage[] messages) =>
        Source.ExecuteAsync((_, transaction, token) => OutboxWriter.AppendAsync(transaction, messages, token));

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
