using System.Collections.Concurrent;
using System.Net;
using Distribution.Valkey;

namespace Distribution.Drills.Targets.Deployed;

/// <summary>One connection to each server and Sentinel that is asked often, made anew when it broke.</summary>
internal sealed class ValkeyLines(ValkeyCredentials credentials) : IAsyncDisposable
{
    private static readonly ValkeyConnectionSettings Settings = new() { ClientName = "drill", ConnectTimeout = RoleReader.Patience, CommandTimeout = RoleReader.Patience };

    private readonly ConcurrentDictionary<ValkeyEndpoint, ValkeyConnection> _open = new();

    /// <summary>Asks one.</summary>
    /// <exception cref="ValkeyException">It does not answer.</exception>
    public async Task<RespValue> AskAsync(IPAddress address, int port, ValkeyCommand command, CancellationToken cancellationToken)
    {
        var endpoint = new ValkeyEndpoint(address.ToString(), port);
        if (!_open.TryGetValue(endpoint, out var connection) || !connection.IsOpen)
        {
            connection = await ValkeyConnection.ConnectAsync(endpoint, Settings with { Credentials = credentials }, cancellation: cancellationToken);
            _open[endpoint] = connection;
        }

        return await connection.ExecuteAsync(command, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _open.Values)
        {
            await connection.DisposeAsync();
        }
    }
}
