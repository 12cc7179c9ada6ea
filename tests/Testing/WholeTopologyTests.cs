using System.Net;
using Distribution.Drills.Workloads;
using Npgsql;

namespace Distribution.Testing.Tests;

[Collection(nameof(Everything))]
public sealed class WholeTopologyTests(Everything everything)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_survive_the_death_of_a_replica()
    {
        var topology = everything.Topology;
        var load = await topology.WorkloadAsync(new RequestsWorkload(perSecond: 10), new JobsWorkload(perSecond: 5));
        await load.AcknowledgesAsync(50, cancellationToken: Token);

        var victim = await topology.KillAsync("api", cancellationToken: Token);

        await load.AcknowledgesAsync(50, cancellationToken: Token);
        await topology.WaitUntilWholeAsync(Token);
        await load.CheckAsync();
        Assert.StartsWith("api-", victim.Name);
    }

    [Fact]
    public async Task Member_that_was_stopped_stays_stopped_until_it_is_started()
    {
        var topology = everything.Topology;

        var stopped = await topology.StopAsync("worker-2", cancellationToken: Token);

        Assert.Equal("worker-2", stopped.Name);
        Assert.False((await topology.StatusAsync(Token)).IsWhole);
        await topology.StartAsync(stopped, Token);
        Assert.True((await topology.WaitUntilWholeAsync(Token)).IsWhole);
    }

    [Fact]
    public async Task Clients_reach_gateway_service_and_database()
    {
        var topology = everything.Topology;
        using var http = new HttpClient();

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(new Uri(topology.Gateway, "/grants"), Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(await topology.EndpointAsync("api-1", Token), "/readyz"), Token)).StatusCode);
        await using var connection = await topology.OpenPostgresAsync("access", cancellationToken: Token);
        await using var count = new NpgsqlCommand("SELECT count(*) FROM requests", connection);
        Assert.IsType<long>(await count.ExecuteScalarAsync(Token));
    }
}
