using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Distribution.Gateway.Tests.Routing;

[Collection(StageCollection.Name)]
public sealed class PublicRoutesTests(StageFixture fixture)
{
    private readonly Stage _stage = fixture.Stage;

    [Fact]
    public async Task Index_names_the_paths()
    {
        using var index = JsonDocument.Parse(await _stage.Client.GetStringAsync("/"));

        Assert.Equal("distribution", index.RootElement.GetProperty("name").GetString());
        Assert.Contains("/requests", index.RootElement.GetProperty("paths").EnumerateArray().Select(path => path.GetString()));
    }

    [Theory]
    [InlineData("/internal/sweeps")]
    [InlineData("/test/aborted")]
    [InlineData("/requestsx")]
    public async Task Path_that_is_not_public_is_a_404_problem(string path)
    {
        using var answer = await _stage.Client.PostAsync(path, null);

        await answer.AssertProblemAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/requests/../internal/sweeps")]
    [InlineData("/requests/%2e%2e/internal/sweeps")]
    [InlineData("/requests/..%2finternal/sweeps")]
    [InlineData("/requests/%2e%2e%2finternal%2fsweeps")]
    [InlineData("/requests/..\\internal\\sweeps")]
    [InlineData("/requests//../../internal/sweeps")]
    [InlineData("//internal/sweeps")]
    public async Task Path_that_climbs_does_not_reach_an_internal_one(string path)
    {
        var answer = await SendRawAsync($"POST {path} HTTP/1.1\r\nHost: gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        Assert.DoesNotContain("swept", answer);
        Assert.Matches("^HTTP/1.1 4\\d\\d ", answer);
    }

    [Fact]
    public async Task Method_that_is_not_routed_is_a_405_problem()
    {
        using var request = new HttpRequestMessage(HttpMethod.Trace, "/requests");
        using var answer = await _stage.Client.SendAsync(request);

        await answer.AssertProblemAsync(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Answer_of_a_replica_passes_as_it_is()
    {
        using var answer = await _stage.Client.GetAsync("/requests/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Requests_reach_every_replica()
    {
        var seen = new HashSet<string>();
        await Distribution.Servers.Eventually.True(async () =>
        {
            seen.Add(await _stage.Client.GetStringAsync("/requests"));
            return seen.Count == 3;
        });
    }

    private async Task<string> SendRawAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(_stage.Address.Host, _stage.Address.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        return await new StreamReader(socket.GetStream()).ReadToEndAsync();
    }
}
