using System.Net;
using Microsoft.Extensions.Options;

namespace Distribution.Api.Tests;

public sealed class ProviderTests(AccessServers servers)
{
    private readonly string _ada = Wishes.Unique("ada");
    private readonly string _target = Wishes.Unique("target");
    private readonly string _role = Wishes.Unique("role");

    [Fact]
    public async Task Withdrawal_that_fails_is_502_and_is_never_marked_done()
    {
        var grant = await FaultyGrantAsync();
        (await servers.One.WorkAsync(grant)).Is(HttpStatusCode.OK);
        await TellAsync("withdraw");
        (await servers.One.As(_ada).PostAsync($"/grants/{grant}/revoke")).Is(HttpStatusCode.OK);

        for (var attempt = 0; attempt < 3; attempt++)
        {
            (await servers.Two.WorkAsync(grant)).IsProblem(HttpStatusCode.BadGateway, "provider-failed");
        }

        Assert.Equal("withdrawing", (await servers.One.As(_ada).GetAsync($"/grants/{grant}"))["state"]);
        (await servers.One.As(_ada).PostAsync($"/grants/{grant}/use")).IsProblem(HttpStatusCode.Conflict, "grant-ended");
        await ForgetAsync();
        await servers.One.WorkAsync(grant, "revoked");
        Assert.Equal(1, await servers.Postgres.CountAsync($"provider_effects WHERE grant_id = '{grant}' AND effect = 'withdrawn'"));
    }

    [Fact]
    public async Task Provision_that_fails_is_502_and_is_made_up_for()
    {
        await TellAsync("grant");
        var grant = await FaultyGrantAsync();

        var failed = await servers.One.WorkAsync(grant);

        Assert.Contains(grant, failed.IsProblem(HttpStatusCode.BadGateway, "provider-failed")["detail"]);
        Assert.Equal("provisioning", (await servers.One.As(_ada).GetAsync($"/grants/{grant}"))["state"]);
        await ForgetAsync();
        await servers.One.WorkAsync(grant, "active");
        Assert.Equal(1, await servers.Postgres.CountAsync($"provider_effects WHERE grant_id = '{grant}'"));
    }

    [Fact]
    public async Task Grant_that_its_provider_refuses_for_good_has_failed_and_is_not_tried_again()
    {
        await TellAsync("grant", forGood: true);
        var grant = await FaultyGrantAsync();

        await servers.One.WorkAsync(grant, "failed");
        await ForgetAsync();
        await servers.One.WorkAsync(grant, "failed");

        (await servers.One.As(_ada).PostAsync($"/grants/{grant}/use")).IsProblem(HttpStatusCode.Conflict, "grant-ended");
        Assert.Equal(["grant.created", "grant.failed"], await servers.One.ActionsAsync($"grant/{grant}"));
        Assert.Equal(0, await servers.Postgres.CountAsync($"provider_effects WHERE grant_id = '{grant}'"));
    }

    [Fact]
    public async Task Policy_with_an_unknown_provider_is_refused_and_the_providers_named()
    {
        var answer = await servers.One.As("root", "operator").PutAsync($"/policies/{_role}", Terms("ldap"));

        answer.IsProblem(HttpStatusCode.BadRequest, "invalid").Names("provider");
        Assert.Contains("database, faulty", answer["detail"]);
    }

    [Fact]
    public async Task Provider_of_a_target_is_chosen_where_the_policy_names_none()
    {
        await using var api = await RunningApi.StartAsync(
            servers.Postgres.ServiceConnection, null, "--Providers:Faulty=true", "--Providers:Targets:0:Target=target-*", "--Providers:Targets:0:Provider=faulty");

        var there = await api.ApproveAsync(_ada, Wishes.Wish(_target));
        var elsewhere = await api.ApproveAsync(_ada, Wishes.Wish());

        Assert.Equal("faulty", (await api.As(_ada).GetAsync($"/grants/{there}"))["provider"]);
        Assert.Equal("database", (await api.As(_ada).GetAsync($"/grants/{elsewhere}"))["provider"]);
    }

    [Fact]
    public async Task Grant_whose_provider_this_replica_lacks_waits_for_one_that_has_it()
    {
        var grant = await FaultyGrantAsync();
        await using var lacking = await RunningApi.StartAsync(servers.Postgres.ServiceConnection, null);

        (await lacking.WorkAsync(grant)).IsProblem(HttpStatusCode.BadGateway, "provider-failed");

        await servers.One.WorkAsync(grant, "active");
    }

    [Theory]
    [InlineData("--Providers:Default=ldap", "Providers:Default is 'ldap'")]
    [InlineData("--Providers:Targets:0:Provider=ldap --Providers:Targets:0:Target=a", "Providers:Targets:0:Provider is 'ldap'")]
    [InlineData("--Providers:Default=faulty", "Providers:Default is 'faulty'")]
    [InlineData("--Providers:Targets:0:Provider=database --Providers:Targets:0:Target=A+B", "Providers:Targets:0:Target is 'A+B'")]
    public async Task Unknown_provider_in_the_configuration_is_a_start_error_that_names_it(string arguments, string named)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(
            () => RunningApi.StartAsync(servers.Postgres.ServiceConnection, null, arguments.Split(' ')));

        Assert.Contains(named, failure.Message);
        Assert.True(failure.Message.Contains("The providers are database") || named.Contains("Target is"), failure.Message);
    }

    private object Terms(string provider) => new
    {
        role = _role,
        targets = new[] { _target },
        requesters = new[] { "*" },
        approvers = new[] { "approver" },
        approvals = 1,
        longestSeconds = 600,
        provider,
    };

    private async Task<string> FaultyGrantAsync()
    {
        (await servers.One.As("root", "operator").PutAsync($"/policies/{_role}", Terms("faulty"))).Is(HttpStatusCode.Created);
        return await servers.One.ApproveAsync(_ada, Wishes.Wish(_target, _role));
    }

    private Task TellAsync(string effect, bool forGood = false)
        => servers.Postgres.Server.ExecuteAsync($"INSERT INTO provider_faults (target, effect, for_good) VALUES ('{_target}', '{effect}', {forGood})", "access");

    private Task ForgetAsync() => servers.Postgres.Server.ExecuteAsync($"DELETE FROM provider_faults WHERE target = '{_target}'", "access");
}
