using Distribution.Hosting.Members;
using Distribution.Valkey;

namespace Distribution.Hosting.Valkey;

/// <summary>A connection to one server or Sentinel that is made when it is needed and there is none. Its end calls the supervisor.</summary>
internal sealed class KeptConnection(ValkeyEndpoint server, ValkeyConnectionSettings settings, Wakeup wakeup, TimeProvider time) : IAsyncDisposable
{
    private readonly SemaphoreSlim _connecting = new(1);
    private ValkeyConnection? _connection;

    public async Task<RespValue> ExecuteAsync(ValkeyCommand command, CancellationToken cancellation) =>
        await (await ConnectedAsync(cancellation)).ExecuteAsync(command, cancellation);

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            await connection.DisposeAsync();
        }

        _connecting.Dispose();
    }

    /// <summary>The connection, on which something may be subscribed to when it is fresh.</summary>
    public async Task<ValkeyConnection> ConnectedAsync(CancellationToken cancellation, Func<ValkeyConnection, Task>? whenFresh = null)
    {
        await _connecting.WaitAsync(cancellation);
        try
        {
            if (_connection is not { IsOpen: true } open)
            {
                var fresh = await ValkeyConnection.ConnectAsync(server, settings, time, cancellation);
                if (whenFresh is not null)
                {
                    await whenFresh(fresh);
                }

                _ = fresh.Ended.ContinueWith(_ => wakeup.Call(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                _connection = open = fresh;
            }

            return open;
        }
        finally
        {
            _connecting.Release();
        }
    }
}
