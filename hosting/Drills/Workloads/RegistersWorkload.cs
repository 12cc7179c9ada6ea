using System.Globalization;
using Distribution.Drills.Checkers;
using Distribution.Drills.Targets;
using Distribution.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Distribution.Drills.Workloads;

/// <summary>
/// Reads, writes and exchanges the values of a few rows of Postgres through the client that the services use. Each answer carries the member that gave it and its timeline, so that two primaries are seen.
/// </summary>
/// <param name="perSecond">Operations a second.</param>
public sealed class RegistersWorkload(int perSecond = RegistersWorkload.PerSecond) : IWorkload
{
    /// <summary>50, as in the published measurements of failovers that these are compared with.</summary>
    public const int PerSecond = 50;

    /// <summary>10: few enough that operations meet on a key, many enough that the search stays small.</summary>
    private const int Keys = 10;

    private const string Write = "INSERT INTO drill_registers (run, key, value) VALUES ($1, $2, $3) ON CONFLICT (run, key) DO UPDATE SET value = excluded.value";
    private const string Read = "SELECT value FROM drill_registers WHERE run = $1 AND key = $2";
    private const string Exchange = "UPDATE drill_registers SET value = $4 WHERE run = $1 AND key = $2 AND value = $3";
    private const string Who = "SELECT host(inet_server_addr()), inet_server_port(), ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int";

    private PostgresDataSource? _source;
    private TargetState? _first;

    /// <inheritdoc/>
    public string Name => "registers";

    /// <inheritdoc/>
    public IReadOnlyList<IChecker> Checkers => [new LinearizabilityChecker(Name), new TermsChecker(Name)];

    /// <inheritdoc/>
    public async Task PrepareAsync(WorkloadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        _first = await context.Target.LookAsync(cancellationToken);
        _source = new PostgresDataSource("drills", new PostgresOptions { ConnectionString = context.Target.Postgres("drills"), MaxPoolSize = 20 }, NullLoggerFactory.Instance);
        await _source.ExecuteAsync(
            async (connection, _, token) =>
            {
                await using var table = new NpgsqlCommand("CREATE TABLE IF NOT EXISTS drill_registers (run text, key text, value text NOT NULL, PRIMARY KEY (run, key))", connection);
                await table.ExecuteNonQueryAsync(token);
            },
            cancellationToken: cancellationToken);
    }

    /// <inheritdoc/>
    public Task RunAsync(WorkloadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var random = new Random(context.Seed);
        return Pace.KeepAsync(context, perSecond, number => OperateAsync(context, $"k{Pick(random, Keys)}", number, Pick(random, 5)), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task FinishAsync(WorkloadContext context, CancellationToken cancellationToken)
    {
        for (var key = 0; key < Keys; key++)
        {
            await OperateAsync(context, $"k{key}", key, choice: 0);
        }

        await _source!.DisposeAsync();
    }

    private Task OperateAsync(WorkloadContext context, string key, int number, int choice)
    {
        var value = number.ToString(CultureInfo.InvariantCulture);
        return choice switch
        {
            0 or 1 => RecordAsync(context, "read", key, null, async (connection, token) => await ScalarAsync(connection, Read, token, context.Run, key)),
            4 when number > Keys => RecordAsync(context, "cas", key, $"{number - 1}→{value}", async (connection, token) =>
                await ExecuteAsync(connection, Exchange, token, context.Run, key, $"{number - 1}", value) == 1 ? value : LinearizabilityChecker.Kept),
            _ => RecordAsync(context, "write", key, value, async (connection, token) => (await ExecuteAsync(connection, Write, token, context.Run, key, value)).ToString(CultureInfo.InvariantCulture)),
        };
    }

    private async Task RecordAsync(WorkloadContext context, string action, string key, string? input, Func<NpgsqlConnection, CancellationToken, Task<string?>> work)
    {
        using var operation = context.Recorder.Begin(Name, action, key, input);
        try
        {
            var (output, host, port, term) = await _source!.ExecuteAsync(async (connection, _, token) =>
            {
                var answer = await work(connection, token);
                await using var who = new NpgsqlCommand(Who, connection);
                await using var reader = await who.ExecuteReaderAsync(token);
                await reader.ReadAsync(token);
                return (answer, reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2));
            });
            operation.Ok(output, _first!.NameOf(host, port), term);
        }
        catch (DatabaseUnavailableException nothing)
        {
            operation.Fail(nothing.Message);
        }
        catch (Exception failure)
        {
            operation.Unknown(failure.Message);
        }
    }

    private static int Pick(Random random, int below)
    {
        lock (random)
        {
            return random.Next(below);
        }
    }

    private static async Task<string?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken token, params string[] values)
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteScalarAsync(token) as string;
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken token, params string[] values)
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteNonQueryAsync(token);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, string[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        }

        return command;
    }
}
