using System.Net;
using Distribution.Servers;

namespace Distribution.Api.Tests;

public sealed class SweepTests(AccessServers servers)
{
    private readonly string _ada = Wishes.Unique("ada");
    private readonly string _lease = Wishes.Unique("lease");

    [Fact]
    public async Task Grant_whose_time_is_up_cannot_be_used_before_any_sweep()
    {
        // Of its own: a sweep of another test must not come first.
        await using var postgres = await AccessPostgres.StartAsync();
        await using var one = await StartAsync(postgres);
        await using var two = await StartAsync(postgres);
        var grant = await DueAsync(one);

        (await one.As(_ada).PostAsync($"/grants/{grant}/use")).IsProblem(HttpStatusCode.Conflict, "grant-ended");
        Assert.Equal("False", (await two.As(_ada).GetAsync($"/grants/{grant}/check"))["active"]);
        Assert.Equal(1, await postgres.CountAsync($"grants WHERE id = '{grant}' AND state = 'active'"));
    }

    [Fact]
    public async Task Sweep_ends_what_is_due_once_and_leaves_the_rest()
    {
        var due = await servers.One.GrantAsync(_ada, Wishes.Wish(seconds: 1));
        var rest = await servers.One.GrantAsync(_ada, Wishes.Wish(seconds: 600));
        await Eventually.True(async () => (await servers.One.As(_ada).GetAsync($"/grants/{due}"))["state"] == "withdrawing");

        await Task.WhenAll(SweepAsync(servers.One, 1), SweepAsync(servers.Two, 1), SweepAsync(servers.One, 1));

        Assert.Equal(1, await servers.Postgres.CountAsync($"grants WHERE id = '{due}' AND state = 'withdrawing'"));
        await servers.Two.WorkAsync(due, "expired");
        Assert.Equal(["access.provision", "access.withdraw"], (await servers.One.OrdersAsync(due)).Select(order => order.Payload.GetProperty("kind").GetString()));
        Assert.Equal(1, await servers.Postgres.CountAsync($"provider_effects WHERE grant_id = '{due}' AND effect = 'withdrawn'"));
        Assert.Equal("active", (await servers.One.As(_ada).GetAsync($"/grants/{rest}"))["state"]);
    }

    [Fact]
    public async Task Sweep_of_an_old_term_is_409_and_changes_nothing()
    {
        // Of its own, because nothing is done in the name of an order that finds nothing: a sweep of another test must not come first.
        await using var postgres = await AccessPostgres.StartAsync();
        await using var api = await StartAsync(postgres);
        await DueAsync(api);
        (await SweepAsync(api, 8)).Is(HttpStatusCode.OK);
        var due = await DueAsync(api);

        var old = await SweepAsync(api, 7);

        old.IsProblem(HttpStatusCode.Conflict, "old-term");
        Assert.Equal(1, await postgres.CountAsync($"grants WHERE id = '{due}' AND state = 'active'"));
        (await SweepAsync(api, 8)).Is(HttpStatusCode.OK);
        (await SweepAsync(api, 9)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Sweep_lets_old_requests_lapse_and_forgets_old_keys()
    {
        var key = $"{Guid.NewGuid()}";
        var request = (await servers.One.As(_ada).PostAsync("/requests", Wishes.Wish(), key))["id"];
        await servers.Postgres.Server.ExecuteAsync($"UPDATE requests SET created_at = now() - interval '25 hours' WHERE id = '{request}'", "access");
        await servers.Postgres.Server.ExecuteAsync($"UPDATE idempotency_keys SET created_at = now() - interval '25 hours' WHERE key = '{key}'", "access");

        await SweepAsync(servers.One, 1);

        Assert.Equal("lapsed", (await servers.One.As(_ada).GetAsync($"/requests/{request}"))["state"]);
        Assert.Equal(0, await servers.Postgres.CountAsync($"idempotency_keys WHERE key = '{key}'"));
        (await servers.One.As("bob", "approver").PostAsync($"/requests/{request}/approve")).IsProblem(HttpStatusCode.Conflict, "already-decided");
    }

    [Theory]
    [InlineData("""{"term":1}""", "lease")]
    [InlineData("""{"lease":"scheduler"}""", "term")]
    [InlineData("""{"lease":"scheduler","term":0}""", "term")]
    [InlineData("""{"lease":"scheduler","term":9223372036854775808}""", "term")]
    [InlineData("""{"lease":"scheduler","term":1,"now":true}""", "now")]
    public async Task Sweep_that_is_not_ordered_properly_names_the_field(string body, string field)
        => (await servers.One.AsService().PostTextAsync("/internal/sweeps", body)).IsProblem(HttpStatusCode.BadRequest, "invalid").Names(field);

    [Fact]
    public async Task Sweep_that_finds_nothing_due_writes_nothing()
    {
        await using var postgres = await AccessPostgres.StartAsync();
        await using var api = await StartAsync(postgres);

        (await SweepAsync(api, 1)).Is(HttpStatusCode.OK);

        Assert.Equal(0, await postgres.CountAsync("fences"));
    }

    private static Task<RunningApi> StartAsync(AccessPostgres postgres) => RunningApi.StartAsync(postgres.ServiceConnection, valkey: null, "--RequestBudget:Total=00:00:30");

    private async Task<string> DueAsync(RunningApi api)
    {
        var due = await api.GrantAsync(_ada, Wishes.Wish(seconds: 1));
        await Eventually.True(async () => (await api.As(_ada).GetAsync($"/grants/{due}"))["state"] == "withdrawing");
        return due;
    }

    private Task<Answered> SweepAsync(RunningApi api, long term)
        => api.AsService().PostAsync("/internal/sweeps", new { lease = _lease, term });
}
