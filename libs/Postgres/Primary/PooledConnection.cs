using System.Data;
using Npgsql;

namespace Distribution.Postgres.Primary;

/// <summary>A connection of a pool; disposed, it is given back.</summary>
internal sealed class PooledConnection(NpgsqlConnection connection, LoginPace pace) : IAsyncDisposable
{
    private int _isReturned;

    public NpgsqlConnection Connection => connection;

    public async ValueTask DisposeAsync()
    {
        var isGone = connection.State != ConnectionState.Open;
        try
        {
            await connection.DisposeAsync();
        }
        finally
        {
            Return(isGone);
        }
    }

    /// <summary>Has it given back when whoever gets the bare connection closes it.</summary>
    /// <param name="closed">Is called then, too.</param>
    public NpgsqlConnection Bare(Action closed)
    {
        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState == ConnectionState.Closed)
            {
                Return(isGone: false);
                closed();
            }
        };
        return connection;
    }

    private void Return(bool isGone)
    {
        if (Interlocked.Exchange(ref _isReturned, 1) == 0)
        {
            pace.Return(isGone);
        }
    }
}
