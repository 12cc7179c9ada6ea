using System.Collections.Concurrent;
using Distribution.Hosting.Postgres.Supervision;
using Npgsql;

namespace Distribution.Hosting.Postgres.Members;

/// <summary>Opens connections to one member, and turns every way in which it may fail to answer into <see cref="MemberSqlException"/>.</summary>
/// <remarks>
/// No cancellation token is ever given to Npgsql: 10.0.0 throws a NullReferenceException out of the token's callback when a connection breaks at that moment, and on a timer's thread that ends the process.
/// What nobody waits for any more ends by Npgsql's own time-outs.
/// </remarks>
internal sealed class MemberConnections(MemberAddress member, ClusterSecrets secrets, TimeProvider time)
{
    // A frozen server accepts the connection and never answers; what is stricter is bounded by the caller.
    private const int OpenSeconds = 3;

    // The longest of the commands, a checkpoint on a busy disk.
    private const int CommandSeconds = 60;

    private readonly ConcurrentDictionary<(string Role, string Database), NpgsqlDataSource> _sources = new();

    /// <summary>Runs <paramref name="work"/>, and gives up on it after <paramref name="limit"/>. The token that it is given is for its pauses.</summary>
    public async Task<T> BoundedAsync<T>(string what, TimeSpan limit, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await work(either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MemberSqlException($"{member.Name} did not {what} within {limit.TotalSeconds:0.#} s.", isTimeout: true);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or IOException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            throw new MemberSqlException($"{member.Name} did not {what}: {failure.Message}", failure, isTimeout: failure is TimeoutException || failure.InnerException is TimeoutException);
        }
    }

    /// <summary>A new connection, which no pool keeps.</summary>
    public async Task<NpgsqlConnection> OpenAsync(string role, string database) => await _sources.GetOrAdd((role, database), Source).OpenConnectionAsync();

    /// <summary>Runs one statement on a connection of its own.</summary>
    public async Task ExecuteAsync(string role, string database, string sql)
    {
        await using var connection = await OpenAsync(role, database);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private NpgsqlDataSource Source((string Role, string Database) key)
    {
        var builder = new NpgsqlDataSourceBuilder();
        builder.ConnectionStringBuilder.Host = "127.0.0.1";
        builder.ConnectionStringBuilder.Port = member.Port;
        builder.ConnectionStringBuilder.Username = key.Role;
        builder.ConnectionStringBuilder.Password = secrets.Password(key.Role);
        builder.ConnectionStringBuilder.Database = key.Database;
        builder.ConnectionStringBuilder.ApplicationName = ClusterSecrets.Supervisor;
        builder.ConnectionStringBuilder.Pooling = false;
        builder.ConnectionStringBuilder.SslMode = SslMode.Disable;
        builder.ConnectionStringBuilder.GssEncryptionMode = GssEncryptionMode.Disable;
        builder.ConnectionStringBuilder.Timeout = OpenSeconds;
        builder.ConnectionStringBuilder.CommandTimeout = CommandSeconds;
        builder.ConnectionStringBuilder.CancellationTimeout = -1;
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return builder.Build();
    }
}
