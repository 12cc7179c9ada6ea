using System.Net;
using System.Net.Sockets;
using Distribution.Machine.Network;
using Distribution.Relay.Sources;

namespace Distribution.Relay.Tests;

/// <summary>A relay before one member; this process is its only client.</summary>
internal sealed class RelayFixture : IAsyncDisposable
{
    private readonly RelayServer _relay;
    private readonly List<Socket> _clients = [];

    public RelayFixture(int seed = 1)
    {
        Member = new EchoMember("postgres-1");
        _relay = new RelayServer([Member.Route], new SourceFinder(fleet: -1), TimeProvider.System, new Random(seed));
    }

    public EchoMember Member { get; }

    public Task<NetworkReport> ApplyAsync(params IReadOnlyList<NetworkRule> rules) => _relay.ApplyAsync(new(rules, new Dictionary<string, int>(), 0));

    /// <summary>Says whose process is whose, too; ours is <paramref name="self"/>.</summary>
    public Task<NetworkReport> ApplyAsAsync(string self, params IReadOnlyList<NetworkRule> rules) =>
        _relay.ApplyAsync(new(rules, new Dictionary<string, int> { [self] = Environment.ProcessId }, 0));

    public async Task<Socket> ConnectAsync()
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _clients.Add(client);
        await client.ConnectAsync(IPAddress.Loopback, Member.Route.Port);
        return client;
    }

    /// <summary>Sends a byte and waits for it to come back; false when nothing came within the time.</summary>
    public static async Task<bool> EchoesAsync(Socket client, TimeSpan within, byte mark = 1)
    {
        await client.SendAsync(new[] { mark });
        return await ReceivesAsync(client, within, mark);
    }

    /// <summary>Waits for a byte; false when nothing came within the time.</summary>
    public static async Task<bool> ReceivesAsync(Socket client, TimeSpan within, byte mark = 1)
    {
        using var limit = new CancellationTokenSource(within);
        var buffer = new byte[1];
        try
        {
            return await client.ReceiveAsync(buffer, limit.Token) == 1 && buffer[0] == mark;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _relay.DisposeAsync();
        await Member.DisposeAsync();
    }
}
