using System.Net;
using Distribution.Servers;

namespace Distribution.Api.Tests;

/// <summary>A replica whose wall clock is wrong by less than what makes it refuse every token.</summary>
public sealed class WrongClockTests(AccessServers servers)
{
    private readonly string _ada = Wishes.Unique("ada");

    [Fact]
    public async Task Check_by_a_replica_whose_clock_is_behind_ends_with_the_grant_although_it_was_cached()
    {
        await using var behind = await StartAsync(TimeSpan.FromSeconds(-20));
        var grant = await servers.One.GrantAsync(_ada, Wishes.Wish(seconds: 4));
        Assert.Equal("True", (await CheckAsync(behind, grant))["active"]);

        await Eventually.True(
            async () =>
            {
                // Asked all the time, so that there is an entry when the end comes.
                await CheckAsync(behind, grant);
                return await servers.Postgres.CountAsync($"grants WHERE id = '{grant}' AND expires_at <= clock_timestamp()") == 1;
            },
            because: "the grant's time is up");

        Assert.Equal("False", (await CheckAsync(behind, grant))["active"]);
    }

    [Fact]
    public async Task Check_by_a_replica_whose_clock_is_ahead_holds_until_the_grant_ends_although_it_was_cached()
    {
        await using var ahead = await StartAsync(TimeSpan.FromSeconds(20));
        var grant = await servers.One.GrantAsync(_ada, Wishes.Wish(seconds: 15));
        await CheckAsync(ahead, grant);

        var cached = await CheckAsync(ahead, grant);

        Assert.Equal("True", cached["active"]);
    }

    private Task<Answered> CheckAsync(RunningApi api, string grant) => api.As(_ada).GetAsync($"/grants/{grant}/check");

    private async Task<RunningApi> StartAsync(TimeSpan skew)
    {
        var api = await RunningApi.StartAsync(new SkewedClock(skew), servers.Postgres.ServiceConnection, $"endpoint=127.0.0.1:{servers.Valkey.Port}", "--RequestBudget:Total=00:00:30");
        await Eventually.True(async () => (await api.As(_ada).GetAsync("/readyz")).Status == HttpStatusCode.OK, because: "the Api is ready");
        return api;
    }
}
