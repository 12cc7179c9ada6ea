using Distribution.Postgres.Transactions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Distribution.Postgres.Primary;

/// <summary>The connections to one member; it hands out only those to a primary.</summary>
internal sealed class HostPool : IAsyncDisposable
{
    // The insert timeline, unlike that of pg_control_checkpoint(), is the new one from the moment of promotion.
    private const string IdentityQuery =
        """
        SELECT pg_is_in_recovery(), (SELECT system_identifier FROM pg_control_system()),
               CASE WHEN NOT pg_is_in_recovery() THEN ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int END
        """;

    private readonly NpgsqlDataSource _pool;
    private readonly NpgsqlDataSource _standbys;
    private readonly Func<ServerIdentity, bool> _accepts;
    private volatile LoginPace _pace = new();

    public HostPool(HostAddress address, string connectionString, string database, Func<ServerIdentity, bool> accepts, ILoggerFactory loggers)
    {
        Address = address;
        _accepts = accepts;
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = $"{database}@{address}" };
        builder.UseLoggerFactory(loggers);
        builder.UsePhysicalConnectionInitializer(_ => throw new NotSupportedException("Connections are opened asynchronously only."), IdentifyAsync);
        _pool = builder.Build();

        // Only built-in types are asked for: reading all types of the server would cost more than the logins that are spared, in the very moment of a failover.
        var alone = new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        _standbys = alone.ConfigureTypeLoading(types => types.EnableTypeLoading(false)).Build();
    }

    public HostAddress Address { get; }

    /// <summary>Of the newest connection that was accepted; there is one before any connection is handed out.</summary>
    public ServerIdentity Identity { get; private set; } = new(0, 0);

    /// <summary>Why the last probe did not find a primary here, for messages.</summary>
    public string LastAnswer { get; set; } = "not asked yet";

    /// <summary>Notes why a question to it came to nothing.</summary>
    public void NoteRefusal(Exception failure) => LastAnswer = (failure.InnerException ?? failure).Message;

    /// <summary>Gives a connection of the pool. A login that takes longer than the caller waits goes on, and what comes of it is the next caller's.</summary>
    public async Task<PooledConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var pace = _pace;
        await pace.TakeAsync(cancellationToken);
        return await WaitAsync(OpenAsync(pace), cancellationToken);
    }

    /// <summary>Opens a connection of its own to whatever the member is, for questions. One that hangs is left behind when the token fires, because Npgsql itself waits on.</summary>
    public Task<NpgsqlConnection> OpenStandbyAsync(CancellationToken cancellationToken) => WaitAsync(_standbys.OpenConnectionAsync(cancellationToken).AsTask(), cancellationToken);

    /// <summary>Closes the idle connections now, and the others when they are returned.</summary>
    public void Clear()
    {
        _pool.Clear();
        _pace = new();
    }

    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync();
        await _standbys.DisposeAsync();
    }

    private async Task<PooledConnection> OpenAsync(LoginPace pace)
    {
        try
        {
            return new(await _pool.OpenConnectionAsync(CancellationToken.None), pace);
        }
        catch
        {
            pace.Return(isGone: false);
            throw;
        }
    }

    private static async Task<T> WaitAsync<T>(Task<T> opening, CancellationToken cancellationToken)
        where T : IAsyncDisposable
    {
        try
        {
            return await opening.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _ = CloseWhenOpenAsync(opening);
            throw;
        }
    }

    private static async Task CloseWhenOpenAsync<T>(Task<T> opening)
        where T : IAsyncDisposable
    {
        try
        {
            await using var late = await opening;
        }
        catch (Exception)
        {
            // Nobody waits for it: whoever asked has its own failure already.
        }
    }

    // Bounded by a token, not by the command's own time-out, which would cancel on one of the pool's threads.
    private async Task IdentifyAsync(NpgsqlConnection connection)
    {
        using var timer = new CancellationTokenSource(TimeSpan.FromSeconds(connection.ConnectionTimeout));
        using var limit = new GuardedCancellation(timer.Token);
        await using var command = new NpgsqlCommand(IdentityQuery, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(limit.Working);
        await reader.ReadAsync(limit.Working);
        if (reader.GetBoolean(0) || await reader.IsDBNullAsync(2, limit.Working))
        {
            throw new NotPrimaryException($"{Address} is a standby");
        }

        var identity = new ServerIdentity(reader.GetInt64(1), reader.GetInt32(2));
        if (!_accepts(identity))
        {
            throw new NotPrimaryException($"{Address} is an old primary on timeline {identity.Timeline}: another one has been promoted since");
        }

        Identity = identity;
        _pace.NoteLogin();
    }
}
