using Distribution.Servers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Distribution.Postgres.Tests;

/// <summary>Data sources over test servers, and the statements the tests send.</summary>
internal static class Members
{
    public static PostgresDataSource DataSource(Action<PostgresOptions>? configure, params PostgresServer[] members) => DataSource(null, configure, members);

    public static PostgresDataSource DataSource(ILoggerFactory? loggers, Action<PostgresOptions>? configure, params PostgresServer[] members)
    {
        var options = new PostgresOptions { ConnectionString = $"Host={string.Join(',', members.Select(member => $"127.0.0.1:{member.Port}"))};Username=postgres;Database=postgres" };
        configure?.Invoke(options);
        return new PostgresDataSource("test", options, loggers ?? NullLoggerFactory.Instance);
    }

    public static async Task RunAsync(this NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static Task WriteAsync(this PostgresDataSource dataSource, string sql, ExecuteOptions? options = null, CancellationToken cancellationToken = default) =>
        dataSource.ExecuteAsync((connection, _, token) => connection.RunAsync(sql, token), options, cancellationToken);

    public static Task<long> CountAsync(this PostgresDataSource dataSource, string table) =>
        dataSource.ReadAsync(async (connection, token) =>
        {
            await using var command = new NpgsqlCommand($"SELECT count(*) FROM {table}", connection);
            return (long)(await command.ExecuteScalarAsync(token))!;
        });
}
