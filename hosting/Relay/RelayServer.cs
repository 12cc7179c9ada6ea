using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Distribution.Machine.Network;
using Distribution.Relay.Rules;
using Distribution.Relay.Sources;
using Distribution.Relay.Traffic;

namespace Distribution.Relay;

/// <summary>Stands before every member of a topology: what is sent to its port goes on to where it listens, unless a rule says otherwise.</summary>
internal sealed class RelayServer : IAsyncDisposable
{
    private const int Backlog = 512;

    private readonly RuleBook _rules = new();
    private readonly SourceFinder _sources;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly ConcurrentDictionary<RelayedConnection, Route> _connections = [];
    private readonly List<Socket> _listeners = [];

    /// <summary>Begins to listen.</summary>
    /// <exception cref="SocketException">A port is taken.</exception>
    public RelayServer(IReadOnlyList<Route> routes, SourceFinder sources, TimeProvider time, Random random)
    {
        (_sources, _time, _random) = (sources, time, random);
        foreach (var route in routes)
        {
            var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _listeners.Add(listener);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, route.Port));
            listener.Listen(Backlog);
            _ = AcceptAsync(listener, route);
        }
    }

    /// <summary>Has new rules hold, for the connections that are open, too.</summary>
    public async Task<NetworkReport> ApplyAsync(NetworkPlan plan)
    {
        _sources.Learn(plan);
        _rules.Replace(plan.Rules);
        var judged = await Task.WhenAll(_connections.Keys.Select(async connection => (Connection: connection, Judgement: await connection.JudgeAsync())));
        foreach (var (connection, _) in judged.Where(one => one.Judgement.IsReset))
        {
            connection.Reset();
        }

        return new NetworkReport(judged.Length, judged.Count(one => one.Judgement.IsAffected));
    }

    public async ValueTask DisposeAsync()
    {
        _listeners.ForEach(listener => listener.Dispose());
        foreach (var connection in _connections.Keys)
        {
            connection.Reset();
        }

        await _sources.DisposeAsync();
    }

    private async Task AcceptAsync(Socket listener, Route route)
    {
        while (true)
        {
            try
            {
                _ = CarryAsync(await listener.AcceptAsync(), route);
            }
            catch (Exception ended) when (ended is ObjectDisposedException || ended is SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return;
            }
            catch (SocketException refused)
            {
                // One client that went away, or no descriptor left: the next may fare better.
                await Console.Error.WriteLineAsync($"A connection to {route.Member} was not accepted: {refused.Message}");
                await Task.Delay(TimeSpan.FromMilliseconds(10), _time);
            }
        }
    }

    private async Task CarryAsync(Socket client, Route route)
    {
        RelayedConnection connection;
        try
        {
            connection = new RelayedConnection(client, route, _rules, _sources, _time, _random);
        }
        catch (SocketException)
        {
            // Gone between the kernel's accept and ours.
            client.Dispose();
            return;
        }

        _connections[connection] = route;
        try
        {
            await connection.RunAsync();
        }
        finally
        {
            _connections.TryRemove(connection, out _);
        }
    }
}
