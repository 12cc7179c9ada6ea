using System.Diagnostics;
using System.Net;
using Distribution.Machine.Processes;
using Distribution.Servers;

namespace Distribution.Api.Tests;

public sealed class ValkeyOutageTests(AccessServers servers)
{
    private readonly string _ada = Wishes.Unique("ada");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Everything_is_answered_without_Valkey_and_changes_spread_at_once_when_it_is_back(bool frozen)
    {
        await using var valkey = await ValkeyServer.StartAsync();
        await using var one = await RunningApi.StartAsync(servers.Postgres.ServiceConnection, $"endpoint=127.0.0.1:{valkey.Port}");
        await using var two = await RunningApi.StartAsync(servers.Postgres.ServiceConnection, $"endpoint=127.0.0.1:{valkey.Port}");
        var grant = await one.GrantAsync(_ada);
        Assert.Equal("True", (await two.As(_ada).GetAsync($"/grants/{grant}/check"))["active"]);

        Break(valkey, frozen);
        await Eventually.True(async () => (await one.As(_ada).GetAsync("/readyz")).Body.Contains("Degraded"));
        (await one.As(_ada).GetAsync("/readyz")).Is(HttpStatusCode.OK);
        var watch = Stopwatch.StartNew();
        for (var round = 0; round < 10; round++)
        {
            (await one.As(_ada).GetAsync($"/grants/{grant}/check")).Is(HttpStatusCode.OK);
            (await one.As(_ada).PostAsync($"/grants/{grant}/use")).Is(HttpStatusCode.OK);
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await one.As(_ada).PostAsync($"/grants/{grant}/revoke");
        await Eventually.True(async () => (await two.As(_ada).GetAsync($"/grants/{grant}/check"))["active"] == "False", because: "no entry outlives its 2 s");
        await MendAsync(valkey, frozen);

        var name = Wishes.Unique("policy");
        await Eventually.True(async () => (await one.As(_ada).GetAsync("/readyz")).Body.Contains("the primary is"));
        await Eventually.True(async () => (await two.As(_ada).GetAsync("/readyz")).Body.Contains("the primary is"));
        await one.As("root", "operator").PutAsync($"/policies/{name}", PolicyTests.Terms(name));
        await Eventually.True(async () => (await two.As(_ada).GetAsync($"/policies/{name}")).Status == HttpStatusCode.OK, because: "the announcement is heard again");
    }

    [Fact]
    public async Task Revocation_is_seen_by_the_other_replica_at_once_although_it_had_cached_the_grant()
    {
        var grant = await servers.One.GrantAsync(_ada);
        for (var round = 0; round < 5; round++)
        {
            await servers.Two.As(_ada).GetAsync($"/grants/{grant}/check");
        }

        await servers.One.As(_ada).PostAsync($"/grants/{grant}/revoke");

        Assert.Equal("False", (await servers.Two.As(_ada).GetAsync($"/grants/{grant}/check"))["active"]);
    }

    private static void Break(ValkeyServer valkey, bool frozen)
    {
        if (frozen)
        {
            Signal.Send(valkey.Pid, SignalKind.Stop);
        }
        else
        {
            valkey.Kill();
        }
    }

    private static async Task MendAsync(ValkeyServer valkey, bool frozen)
    {
        if (frozen)
        {
            Signal.Send(valkey.Pid, SignalKind.Continue);
        }
        else
        {
            await valkey.StartAgainAsync();
        }
    }
}
