using System.Data;
using Npgsql;

namespace Distribution.Postgres.Primary;

/// <summary>A connection of a pool; disposed, it is given back.</summary>
internal sealed class PooledConnection(NpgsqlConnection connection, LoginPace pace) : IAsyncDisposable
{
    private CancellationToken _givenUp;
    private bool _isKept;
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

    /// <summary>It is used by a call that may be given up.</summary>
    /// <param name="givenUp">Fires then.</param>
    public PooledConnection For(CancellationToken givenUp)
    {
        _givenUp = givenUp;
        return this;
    }

    /// <summary>It will be held for long, with little to do for the server.</summary>
    public void Keep()
    {
        _isKept = true;
        pace.NoteKept();
    }

    /// <summary>Has it given back when whoever gets the bare connection closes it.</summary>
    /// <param name="closed">Is called then, too.</param>
    public NpgsqlConnection Bare(Action closed)
    {
        Keep();
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
            pace.Return(isGone, _isKept ? null : _givenUp.IsCancellationRequested);
        }
    }
}
