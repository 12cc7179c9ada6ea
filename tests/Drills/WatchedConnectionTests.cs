using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Distribution.Drills.Workloads;

namespace Distribution.Drills.Tests;

/// <summary>A peer whose machine is gone: a filter on its socket drops whatever arrives, so that not even its kernel answers.</summary>
public sealed class WatchedConnectionTests : IAsyncDisposable
{
    private readonly TcpListener _peer = new(IPAddress.Loopback, 0);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, ConnectCallback = WatchedConnection.ConnectAsync }) { Timeout = Timeout.InfiniteTimeSpan };

    public WatchedConnectionTests()
    {
        _peer.Start();
        _http.BaseAddress = new Uri($"http://{_peer.LocalEndpoint}");
    }

    [Fact]
    public async Task Request_whose_peer_is_lost_before_it_answers_fails()
    {
        var asked = _http.GetAsync("/", TestContext.Current.CancellationToken);
        using var connection = await _peer.AcceptSocketAsync(TestContext.Current.CancellationToken);
        await ReadAsync(connection);

        Lose(connection);

        await FailsAsync(asked);
    }

    [Fact]
    public async Task Request_on_a_connection_whose_peer_was_lost_fails()
    {
        var asked = _http.GetAsync("/", TestContext.Current.CancellationToken);
        using var connection = await _peer.AcceptSocketAsync(TestContext.Current.CancellationToken);
        await AnswerAsync(connection);
        (await asked).Dispose();

        Lose(connection);

        await FailsAsync(_http.GetAsync("/", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Answer_that_takes_longer_than_a_lost_peer_may_be_silent_is_waited_for()
    {
        var asked = _http.GetAsync("/", TestContext.Current.CancellationToken);
        using var connection = await _peer.AcceptSocketAsync(TestContext.Current.CancellationToken);

        await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
        await AnswerAsync(connection);

        using var answer = await asked;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        _peer.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task FailsAsync(Task<HttpResponseMessage> asked) =>
        await Assert.ThrowsAsync<HttpRequestException>(() => asked.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

    private static async Task<int> ReadAsync(Socket connection) => await connection.ReceiveAsync(new byte[4096], TestContext.Current.CancellationToken);

    private static async Task AnswerAsync(Socket connection)
    {
        await ReadAsync(connection);
        await connection.SendAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), TestContext.Current.CancellationToken);
    }

    // SO_ATTACH_FILTER of socket(7) with a program of one instruction, "accept 0 bytes": struct sock_fprog is a length and the address of the program, struct sock_filter eight bytes.
    private static void Lose(Socket connection)
    {
        const int SocketLevel = 1, AttachFilter = 26;
        const ulong ReturnNothing = 0x06;
        var program = GCHandle.Alloc(new[] { ReturnNothing }, GCHandleType.Pinned);
        try
        {
            connection.SetRawSocketOption(SocketLevel, AttachFilter, [.. BitConverter.GetBytes(1L), .. BitConverter.GetBytes((long)program.AddrOfPinnedObject())]);
        }
        finally
        {
            program.Free();
        }
    }
}
