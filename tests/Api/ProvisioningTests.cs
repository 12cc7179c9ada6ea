using System.Net;

namespace Distribution.Api.Tests;

public sealed class ProvisioningTests(AccessServers servers)
{
    private readonly string _ada = Wishes.Unique("ada");
    private readonly string _lease = $"job/{Guid.NewGuid()}";

    [Fact]
    public async Task Approval_orders_one_job_that_provisions_the_grant()
    {
        var grant = await servers.One.ApproveAsync(_ada);

        var order = Assert.Single(await servers.One.OrdersAsync(grant)).Payload;

        Assert.Equal("access.provision", order.GetProperty("kind").GetString());
        Assert.Equal(grant, order.GetProperty("payload").GetProperty("grantId").GetString());
        Assert.Equal($"provision/{grant}", order.GetProperty("uniqueKey").GetString());
        Assert.Equal("provisioning", (await servers.Two.As(_ada).GetAsync($"/grants/{grant}"))["state"]);
        Assert.Equal(0, await EffectsAsync(grant, "granted"));
    }

    [Fact]
    public async Task Provision_that_comes_again_with_the_same_or_a_higher_term_has_one_effect()
    {
        var grant = await servers.One.ApproveAsync(_ada);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(index => StepAsync(index % 2 == 0 ? servers.One : servers.Two, grant, "provision", 1)));
        (await StepAsync(servers.Two, grant, "provision", 2)).Is(HttpStatusCode.OK);

        Assert.All(answers, answer => Assert.Equal("active", answer.Is(HttpStatusCode.OK)["state"]));
        Assert.Equal(1, await EffectsAsync(grant, "granted"));
    }

    [Fact]
    public async Task Order_of_an_old_term_is_409_and_has_no_effect()
    {
        var other = await servers.One.ApproveAsync(_ada);
        (await StepAsync(servers.One, other, "provision", 8)).Is(HttpStatusCode.OK);
        var grant = await servers.One.ApproveAsync(_ada);

        (await StepAsync(servers.Two, grant, "provision", 7)).IsProblem(HttpStatusCode.Conflict, "old-term");

        Assert.Equal(0, await EffectsAsync(grant, "granted"));
        Assert.Equal("provisioning", (await servers.One.As(_ada).GetAsync($"/grants/{grant}"))["state"]);
    }

    [Fact]
    public async Task Withdrawal_has_one_effect_however_often_it_comes_and_a_late_provision_none()
    {
        var grant = await servers.One.GrantAsync(_ada);
        (await servers.One.As(_ada).PostAsync($"/grants/{grant}/revoke")).Is(HttpStatusCode.OK);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(index => StepAsync(index % 2 == 0 ? servers.One : servers.Two, grant, "withdraw", 1)));
        var late = await StepAsync(servers.One, grant, "provision", 3);

        Assert.All(answers, answer => Assert.Equal("revoked", answer.Is(HttpStatusCode.OK)["state"]));
        Assert.Equal("revoked", late.Is(HttpStatusCode.OK)["state"]);
        Assert.Equal(1, await EffectsAsync(grant, "granted"));
        Assert.Equal(1, await EffectsAsync(grant, "withdrawn"));
    }

    [Fact]
    public async Task Grant_revoked_before_it_was_given_is_never_given()
    {
        var grant = await servers.One.ApproveAsync(_ada);

        (await servers.One.As("root", "operator").PostAsync($"/grants/{grant}/revoke")).Is(HttpStatusCode.OK);

        Assert.Equal("withdrawing", (await StepAsync(servers.One, grant, "provision", 1)).Is(HttpStatusCode.OK)["state"]);
        Assert.Equal("revoked", (await StepAsync(servers.One, grant, "withdraw", 2)).Is(HttpStatusCode.OK)["state"]);
        Assert.Equal(0, await EffectsAsync(grant, "granted"));
        Assert.Equal(0, await EffectsAsync(grant, "withdrawn"));
    }

    [Fact]
    public async Task Withdrawal_of_an_active_grant_does_nothing()
    {
        var grant = await servers.One.GrantAsync(_ada);

        Assert.Equal("active", (await StepAsync(servers.One, grant, "withdraw", 1)).Is(HttpStatusCode.OK)["state"]);
        (await servers.One.As(_ada).PostAsync($"/grants/{grant}/use")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("provision")]
    [InlineData("withdraw")]
    public async Task Order_about_a_grant_that_does_not_exist_is_404(string step)
        => (await StepAsync(servers.One, $"{Guid.NewGuid()}", step, 1)).IsProblem(HttpStatusCode.NotFound, "not-found");

    [Fact]
    public async Task Fences_of_jobs_that_are_long_over_are_forgotten_by_a_sweep()
    {
        var grant = await servers.One.ApproveAsync(_ada);
        (await StepAsync(servers.One, grant, "provision", 1)).Is(HttpStatusCode.OK);
        await servers.Postgres.Server.ExecuteAsync($"UPDATE fences SET raised_at = now() - interval '3 days' WHERE name = '{_lease}'", "access");

        (await servers.One.AsService().PostAsync("/internal/sweeps", new { lease = $"job/{Guid.NewGuid()}", term = 1 })).Is(HttpStatusCode.OK);

        Assert.Equal(0, await servers.Postgres.CountAsync($"fences WHERE name = '{_lease}'"));
    }

    private Task<long> EffectsAsync(string grant, string effect) => servers.Postgres.CountAsync($"provider_effects WHERE grant_id = '{grant}' AND effect = '{effect}'");

    private Task<Answered> StepAsync(RunningApi api, string grant, string step, long term)
        => api.AsService().PostAsync($"/internal/grants/{grant}/{step}", new { lease = _lease, term });
}
