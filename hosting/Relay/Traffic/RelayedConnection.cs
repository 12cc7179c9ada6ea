using System.Net;
using System.Net.Sockets;
using Distribution.Relay.Rules;
using Distribution.Relay.Sources;

namespace Distribution.Relay.Traffic;

/// <summary>A client's connection and ours to the member in its place.</summary>
internal sealed class RelayedConnection(Socket client, Route route, RuleBook rules, SourceFinder sources, TimeProvider time, Random random)
{
    private static readonly LingerOption WithReset = new(enable: true, seconds: 0);

    // SOL_TCP, TCP_INFO, and the state that its first byte has while both ends are there (linux/tcp.h).
    private const int TcpLevel = 6;
    private const int TcpInfo = 11;
    private const byte Established = 1;

    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly CancellationTokenSource _over = new();
    private readonly int _clientPort = ((IPEndPoint)client.RemoteEndPoint!).Port;
    private Judgement? _judged;
    private string? _source;

    /// <summary>Carries it until both ends have ended, or it is reset.</summary>
    public async Task RunAsync()
    {
        try
        {
            client.NoDelay = true;
            if (await ConnectAsync())
            {
                await Task.WhenAll(
                    new Flow(client, _server, Direction.Request, this, time, random, _over.Token).RunAsync(),
                    new Flow(_server, client, Direction.Answer, this, time, random, _over.Token).RunAsync());
            }
        }
        catch (Exception reset) when (reset is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // By a rule, or by the end of the relay.
        }
        finally
        {
            client.Dispose();
            _server.Dispose();
            _over.Dispose();
        }
    }

    /// <summary>What the rules of the moment do to it.</summary>
    public async ValueTask<Judgement> JudgeAsync()
    {
        var edition = rules.Now;
        if (Volatile.Read(ref _judged) is { } known && known.Edition == edition)
        {
            return known;
        }

        if (edition.AsksWho(route.Member))
        {
            _source ??= await sources.FindAsync(_clientPort, route.Port);
        }

        var judged = new Judgement(edition, edition.Between(_source, route.Member), edition.Between(route.Member, _source));
        Volatile.Write(ref _judged, judged);
        return judged;
    }

    /// <summary>Waits while a direction is cut.</summary>
    /// <returns>False when the connection was reset instead.</returns>
    public async ValueTask<bool> PassesAsync(Direction direction)
    {
        while (true)
        {
            var judged = await JudgeAsync();
            if (judged.IsReset)
            {
                Reset();
                return false;
            }

            if (!judged[direction].IsCut)
            {
                return !_over.IsCancellationRequested;
            }

            await judged.Edition.Superseded.WaitAsync(_over.Token);
        }
    }

    /// <summary>Resets both ends: they read ECONNRESET.</summary>
    public void Reset()
    {
        if (_over.IsCancellationRequested)
        {
            return;
        }

        try
        {
            client.LingerState = WithReset;
            _server.LingerState = WithReset;
            client.Close();
            _server.Close();
            _over.Cancel();
        }
        catch (Exception ended) when (ended is ObjectDisposedException or SocketException)
        {
            // By itself, at this moment.
        }
    }

    // The kernel accepts for us, so a client that is cut off believes to be connected; the member must not hear of one that has given up since.
    private async Task<bool> ConnectAsync()
    {
        if (!await PassesAsync(Direction.Request) || !IsEstablished(client))
        {
            return false;
        }

        try
        {
            await _server.ConnectAsync(IPAddress.Loopback, route.Target, _over.Token);
            return true;
        }
        catch (SocketException)
        {
            if (await PassesAsync(Direction.Answer))
            {
                Reset();
            }

            return false;
        }
    }

    private static bool IsEstablished(Socket socket)
    {
        Span<byte> info = stackalloc byte[8];
        socket.GetRawSocketOption(TcpLevel, TcpInfo, info);
        return info[0] == Established;
    }
}
