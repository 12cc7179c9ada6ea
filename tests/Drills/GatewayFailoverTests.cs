using System.Net;
using System.Net.Sockets;
using Distribution.Drills.Workloads;

namespace Distribution.Drills.Tests;

public sealed class GatewayFailoverTests : IAsyncDisposable
{
    private readonly TcpListener _breaking = new(IPAddress.Loopback, 0);
    private readonly HttpListener _open = new();
    private readonly Uri _good;
    private readonly Uri _bad;

    public GatewayFailoverTests()
    {
        _good = new Uri($"http://127.0.0.1:{Free()}");
        _open.Prefixes.Add($"{_good}");
        _open.Start();
        _ = AnswerAsync();
        _breaking.Start();
        _bad = new Uri($"http://127.0.0.1:{((IPEndPoint)_breaking.LocalEndpoint).Port}");
        _ = BreakAsync();
    }

    [Fact]
    public async Task Request_that_meets_a_closed_gateway_goes_to_the_other_whatever_it_is()
    {
        using var http = Client(new Uri($"http://127.0.0.1:{Free()}"), _good);

        using var answer = await http.PostAsync("/token", new StringContent("once"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("GET", false, true)]
    [InlineData("POST", true, true)]
    [InlineData("POST", false, false)]
    public async Task Request_that_lost_its_connection_goes_to_the_other_only_if_it_may_be_repeated(string method, bool isKeyed, bool isRepeated)
    {
        using var http = Client(_bad, _good);
        using var request = new HttpRequestMessage(new HttpMethod(method), "/requests");
        if (isKeyed)
        {
            request.Headers.Add("Idempotency-Key", "k");
        }

        var sending = http.SendAsync(request, TestContext.Current.CancellationToken);

        if (isRepeated)
        {
            Assert.Equal(HttpStatusCode.OK, (await sending).StatusCode);
        }
        else
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => sending);
        }
    }

    [Fact]
    public async Task Only_gateway_is_asked_once()
    {
        using var http = Client(_bad);

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync("/requests", TestContext.Current.CancellationToken));
    }

    public ValueTask DisposeAsync()
    {
        _breaking.Dispose();
        _open.Close();
        return ValueTask.CompletedTask;
    }

    private static HttpClient Client(params Uri[] gateways) => new(new GatewayFailover(gateways) { InnerHandler = new SocketsHttpHandler { UseProxy = false } }) { BaseAddress = gateways[0] };

    private static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task AnswerAsync()
    {
        while (_open.IsListening)
        {
            var context = await _open.GetContextAsync();
            context.Response.Close();
        }
    }

    // Takes the request, and ends without an answer.
    private async Task BreakAsync()
    {
        while (true)
        {
            using var client = await _breaking.AcceptTcpClientAsync();
            _ = await client.GetStream().ReadAtLeastAsync(new byte[1], 1);
        }
    }
}
