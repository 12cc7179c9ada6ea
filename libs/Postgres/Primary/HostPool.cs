using System.Collections.Concurrent;
using Distribution.Postgres.Transactions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Distribution.Postgres.Primary;

/// <summary>The connections to one member; it hands out only those to a primary.</summary>
/// <remarks>
/// It has connections to a standby too: the one on which it is asked whether it is one still, and the spares that are kept for its promotion. Each of them is asked again before it is handed out, until it leads to the primary.
/// </remarks>
internal sealed class HostPool : IAsyncDisposable
{
    // The insert timeline, unlike that of pg_control_checkpoint(), is the new one from the moment of promotion.
    private const string IdentityQuery =
        """
        SELECT CASE WHEN NOT pg_is_in_recovery() THEN (SELECT system_identifier FROM pg_control_system()) END,
               CASE WHEN NOT pg_is_in_recovery() THEN ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int END
        """;

    private readonly NpgsqlDataSource _pool;
    private readonly Func<ServerIdentity, bool> _accepts;
    private readonly TimeProvider _time;
    private readonly int _maxConnections;

    // What the opening of a connection that is under way is for: Npgsql calls back for those that are logins.
    private readonly AsyncLocal<Login> _opening = new();

    // The connections that led to a standby when last asked, by the process that serves each, and whether it is warm.
    private readonly ConcurrentDictionary<int, bool> _spares = new();
    private volatile LoginPace _pace;

    public HostPool(HostAddress address, string connectionString, PostgresOptions options, string database, Func<ServerIdentity, bool> accepts, TimeProvider time, ILoggerFactory loggers)
    {
        Address = address;
        _accepts = accepts;
        _time = time;
        _maxConnections = options.MaxPoolSize;
        _pace = NewPace();
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = $"{database}@{address}" };
        builder.UseLoggerFactory(loggers);
        builder.UsePhysicalConnectionInitializer(_ => throw new NotSupportedException("Connections are opened asynchronously only."), IdentifyAsync);
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(options.LoadTypes));
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
        return (await Opening.WaitAsync(OpenAsync(pace), cancellationToken)).For(cancellationToken);
    }

    /// <summary>Whether it is a primary now; <see cref="Identity"/> then says which. What it answered instead is in <see cref="LastAnswer"/>.</summary>
    public async Task<bool> FindsPrimaryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(cancellationToken);
            return true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LastAnswer = (failure.InnerException ?? failure).Message;
            return false;
        }
    }

    /// <summary>Sees that there are so many connections to this standby, and that they are warm; what is missing is made at the pace of logins.</summary>
    public async Task KeepSparesAsync(int count, CancellationToken cancellationToken)
    {
        var held = new List<PooledConnection>();
        try
        {
            while (held.Count < count)
            {
                var pace = _pace;
                await pace.TakeAsync(cancellationToken);
                held.Add(await Opening.WaitAsync(TakeAsync(NewLogin(pace)), cancellationToken));
                held[^1].Keep();
                var connection = held[^1].Connection;
                if (_spares.TryGetValue(connection.ProcessID, out var isWarm) && !isWarm)
                {
                    await Spare.WarmAsync(connection, cancellationToken);
                    _spares.TryUpdate(connection.ProcessID, true, false);
                }
            }
        }
        finally
        {
            foreach (var connection in held)
            {
                await connection.DisposeAsync();
            }
        }
    }

    /// <summary>Closes the idle connections now, and the others when they are returned.</summary>
    public void Clear()
    {
        _pool.Clear();
        _pace = NewPace();
    }

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    // The identity is asked for as long as a login may take, and not by who waits: a question that is given up costs the server another connection, which brings the cancellation.
    private async Task<PooledConnection> OpenAsync(LoginPace pace)
    {
        var login = NewLogin(pace);
        var connection = await TakeAsync(login);
        if (!_spares.ContainsKey(connection.Connection.ProcessID))
        {
            return connection;
        }

        try
        {
            if (login.SaidStandby || !await IsPrimaryAsync(connection.Connection))
            {
                throw new NotPrimaryException($"{Address} is a standby");
            }

            _spares.TryRemove(connection.Connection.ProcessID, out _);
            pace.PutOff();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private LoginPace NewPace() => new(_maxConnections, _time);

    private Login NewLogin(LoginPace pace) => new(pace, _time.GetTimestamp());

    private async Task<PooledConnection> TakeAsync(Login login)
    {
        _opening.Value = login;
        try
        {
            return new(await _pool.OpenConnectionAsync(CancellationToken.None), login.Pace);
        }
        catch
        {
            login.Pace.NoteFailure(_time.GetElapsedTime(login.Began));
            throw;
        }
    }

    private async Task IdentifyAsync(NpgsqlConnection connection)
    {
        var login = _opening.Value!;
        if (await IsPrimaryAsync(connection))
        {
            _spares.TryRemove(connection.ProcessID, out _);
        }
        else
        {
            _spares[connection.ProcessID] = false;
            login.SaidStandby = true;
        }

        login.Pace.NoteLogin(_time.GetElapsedTime(login.Began));
    }

    // Bounded by a token, not by the command's own time-out, which would cancel on one of the pool's threads.
    private async Task<bool> IsPrimaryAsync(NpgsqlConnection connection)
    {
        using var timer = new CancellationTokenSource(TimeSpan.FromSeconds(connection.ConnectionTimeout));
        using var limit = new GuardedCancellation(timer.Token);
        await using var command = new NpgsqlCommand(IdentityQuery, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(limit.Working);
        await reader.ReadAsync(limit.Working);
        if (await reader.IsDBNullAsync(0, limit.Working) || await reader.IsDBNullAsync(1, limit.Working))
        {
            return false;
        }

        var identity = new ServerIdentity(reader.GetInt64(0), reader.GetInt32(1));
        if (!_accepts(identity))
        {
            throw new NotPrimaryException($"{Address} is an old primary on timeline {identity.Timeline}: another one has been promoted since");
        }

        Identity = identity;
        return true;
    }

    /// <summary>The opening of a connection, which is a login where the pool has none.</summary>
    private sealed class Login(LoginPace pace, long began)
    {
        public LoginPace Pace => pace;

        public long Began => began;

        /// <summary>Whether the server has just said that it is a standby: it need not be asked at once again.</summary>
        public bool SaidStandby { get; set; }
    }
}
