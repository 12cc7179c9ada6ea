using System.Diagnostics;
using System.Net;
using Distribution.Servers;

namespace Distribution.Api.Tests;

public sealed class PolicyTests(AccessServers servers)
{
    private readonly string _name = Wishes.Unique("policy");

    internal static object Terms(string role, int longest = 3600, int approvals = 1) => new
    {
        role,
        targets = new[] { "cellar", "attic-*" },
        requesters = new[] { "*" },
        approvers = new[] { "approver" },
        approvals,
        longestSeconds = longest,
    };

    [Fact]
    public async Task Policy_is_made_replaced_and_deleted()
    {
        var root = servers.One.As("root", "operator");

        var made = (await root.PutAsync($"/policies/{_name}", Terms(_name))).Is(HttpStatusCode.Created);
        (await root.PutAsync($"/policies/{_name}", Terms(_name, 60))).Is(HttpStatusCode.OK);
        Assert.Equal("60", (await root.GetAsync($"/policies/{_name}"))["longestSeconds"]);
        (await root.DeleteAsync($"/policies/{_name}")).Is(HttpStatusCode.NoContent);
        (await root.DeleteAsync($"/policies/{_name}")).Is(HttpStatusCode.NoContent);

        (await root.GetAsync($"/policies/{_name}")).IsProblem(HttpStatusCode.NotFound, "not-found");
        Assert.Equal("root", made["updatedBy"]);
    }

    [Fact]
    public async Task Policy_put_again_as_it_is_keeps_its_version()
    {
        var root = servers.One.As("root", "operator");

        var first = await root.PutAsync($"/policies/{_name}", Terms(_name));
        var again = await root.PutAsync($"/policies/{_name}", Terms(_name));

        Assert.Equal(first["version"], again["version"]);
    }

    [Fact]
    public async Task Policy_that_somebody_else_changed_is_not_overwritten()
    {
        var root = servers.One.As("root", "operator");
        var seen = (await root.PutAsync($"/policies/{_name}", Terms(_name))).Headers["ETag"];
        await servers.Two.As("toor", "operator").PutAsync($"/policies/{_name}", Terms(_name, 60));

        var change = await root.PutAsync($"/policies/{_name}", Terms(_name, 120), ("If-Match", seen));

        change.IsProblem(HttpStatusCode.PreconditionFailed, "policy-changed");
    }

    [Fact]
    public async Task Policy_is_changed_by_operators_only()
    {
        (await servers.One.As("bob", "approver").PutAsync($"/policies/{_name}", Terms(_name))).IsProblem(HttpStatusCode.Forbidden, "not-allowed");
        (await servers.One.As("bob", "approver").DeleteAsync("/policies/development-reader")).IsProblem(HttpStatusCode.Forbidden, "not-allowed");
    }

    [Fact]
    public async Task Change_reaches_another_replica_within_a_second()
    {
        var root = servers.One.As("root", "operator");
        var reader = servers.Two.As("ada");
        await root.PutAsync($"/policies/{_name}", Terms(_name, 100));
        await Eventually.True(async () => (await reader.GetAsync($"/policies/{_name}")).Status == HttpStatusCode.OK);

        (await root.PutAsync($"/policies/{_name}", Terms(_name, 200))).Is(HttpStatusCode.OK);
        var watch = Stopwatch.StartNew();
        await Eventually.True(async () => (await reader.GetAsync($"/policies/{_name}"))["longestSeconds"] == "200");

        Assert.InRange(watch.ElapsedMilliseconds, 0, 1000);
    }

    [Fact]
    public async Task Change_reaches_a_replica_without_Valkey_by_polling()
    {
        await using var lonely = await RunningApi.StartAsync(servers.Postgres.ServiceConnection, null, "--Policies:Poll=00:00:00.3");
        await lonely.As("ada").GetAsync("/policies");

        await servers.One.As("root", "operator").PutAsync($"/policies/{_name}", Terms(_name));

        await Eventually.True(async () => (await lonely.As("ada").GetAsync($"/policies/{_name}")).Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Replica_that_does_not_know_of_a_change_yet_still_decides_by_it()
    {
        await using var lonely = await RunningApi.StartAsync(servers.Postgres.ServiceConnection, null);
        var root = servers.One.As("root", "operator");
        await root.PutAsync($"/policies/{_name}", Terms(_name));
        (await lonely.As("ada").PostAsync("/requests", Wishes.Wish("attic-2", _name))).Is(HttpStatusCode.Created);

        await root.DeleteAsync($"/policies/{_name}");

        (await lonely.As("ada").PostAsync("/requests", Wishes.Wish("attic-2", _name))).IsProblem(HttpStatusCode.Forbidden, "no-policy");
    }
}
