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
    private readonly StandbyQuestion _question;
    private readonly Func<ServerIdentity, bool> _accepts;
    private readonly TimeProvider _time;

    // What the opening of a connection that is under way is for: Npgsql calls back for those that are logins.
    private readonly AsyncLocal<(LoginPace Pace, long Began)> _opening = new();
    private volatile LoginPace _pace;
    private volatile bool _saidStandby;

    public HostPool(HostAddress address, string connectionString, bool loadTypes, string database, Func<ServerIdentity, bool> accepts, TimeProvider time, ILoggerFactory loggers)
    {
        Address = address;
        _accepts = accepts;
        _time = time;
        _pace = new(time);
        _question = new(connectionString, time);
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = $"{database}@{address}" };
        builder.UseLoggerFactory(loggers);
        builder.UsePhysicalConnectionInitializer(_ => throw new NotSupportedException("Connections are opened asynchronously only."), IdentifyAsync);
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(loadTypes));
        _pool = builder.Build();
    }

    public HostAddress Address { get; }

    /// <summary>Of the newest connection that was accepted; there is one before any connection is handed out.</summary>
    public ServerIdentity Identity { get; private set; } = new(0, 0);

    /// <summary>Why the last probe did not find a primary here, for messages.</summary>
    public string LastAnswer { get; set; } = "not asked yet";

    /// <summary>Gives a connection of the pool. A login that takes longer than the caller waits goes on, and what comes of it is the next caller's.</summary>
    public async Task<PooledConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var pace = _pace;
        await pace.TakeAsync(cancellationToken);
        return await Opening.WaitAsync(OpenAsync(pace), cancellationToken);
    }

    /// <summary>Whether it is a primary now; <see cref="Identity"/> then says which. What it answered instead is in <see cref="LastAnswer"/>.</summary>
    public async Task<bool> FindsPrimaryAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_saidStandby && await _question.IsInRecoveryAsync(cancellationToken))
            {
                return false;
            }

            _saidStandby = false;
            await using var connection = await OpenAsync(cancellationToken);
            return true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            _saidStandby = failure is NotPrimaryException or { InnerException: NotPrimaryException };
            LastAnswer = (failure.InnerException ?? failure).Message;
            return false;
        }
    }

    /// <summary>Closes the idle connections now, and the others when they are returned.</summary>
    public void Clear()
    {
        _pool.Clear();
        _pace = new(_time);
    }

    /// <summary>The same for a primary that another one has replaced: it is a standby when it comes back.</summary>
    public void Retire()
    {
        _saidStandby = true;
        Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync();
        await _question.DisposeAsync();
    }

    private async Task<PooledConnection> OpenAsync(LoginPace pace)
    {
        _opening.Value = (pace, _time.GetTimestamp());
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
        var (pace, began) = _opening.Value;
        pace.NoteLogin(_time.GetElapsedTime(began));
    }
}
