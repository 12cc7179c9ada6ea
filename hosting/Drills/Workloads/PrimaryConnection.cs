using System.Diagnostics;
using Npgsql;

namespace Distribution.Drills.Workloads;

/// <summary>A connection of its own to whoever is the primary: a failover is waited for, as an application would.</summary>
public static class PrimaryConnection
{
    /// <summary>30 s: ten times what a failover may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Opens one, which its caller closes.</summary>
    /// <param name="connectionString">Names all members.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NpgsqlException">There is no primary in time, or it refuses: the database or the role does not exist.</exception>
    public static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var connection = new NpgsqlConnection($"{connectionString};Target Session Attributes=primary;Host Recheck Seconds=0;Timeout=5;Pooling=false");
        try
        {
            while (!await TryOpenAsync(connection, mayFail: clock.Elapsed < Patience, cancellationToken))
            {
                await Task.Delay(Pause, cancellationToken);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<bool> TryOpenAsync(NpgsqlConnection connection, bool mayFail, CancellationToken cancellationToken)
    {
        try
        {
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException failure) when (mayFail && failure is not PostgresException { IsTransient: false })
        {
            return false;
        }
    }
}
