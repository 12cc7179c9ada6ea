using Distribution.Postgres.Transactions;
using Npgsql;

namespace Distribution.Postgres.Primary;

/// <summary>
/// Asks a member that said that it is a standby whether it still is, on a connection that is kept: a login for each question, with every process of a topology asking ten times a second, takes the processor from the
/// very server that is to be promoted.
/// </summary>
internal sealed class StandbyQuestion : IAsyncDisposable
{
    /// <summary>5 s after the last question the connection is closed.</summary>
    private const int IdleSeconds = 5;

    private readonly NpgsqlDataSource _connection;
    private readonly TimeProvider _time;

    public StandbyQuestion(string connectionString, TimeProvider time)
    {
        var one = new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 1, ConnectionIdleLifetime = IdleSeconds, ConnectionPruningInterval = IdleSeconds };
        _connection = new NpgsqlDataSourceBuilder(one.ConnectionString).ConfigureTypeLoading(types => types.EnableTypeLoading(false)).Build();
        _time = time;
    }

    public async Task<bool> IsInRecoveryAsync(CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(PostgresDefaults.ConnectTimeout, _time);
        using var limit = new GuardedCancellation(timer.Token, cancellationToken);
        await using var connection = await Opening.WaitAsync(_connection.OpenConnectionAsync(CancellationToken.None).AsTask(), limit.Working);
        await using var command = new NpgsqlCommand("SELECT pg_is_in_recovery()", connection) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync(limit.Working) is true;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
