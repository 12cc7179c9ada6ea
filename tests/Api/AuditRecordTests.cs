using System.Net;
using Distribution.Servers;

namespace Distribution.Api.Tests;

/// <summary>Every change leaves exactly one record, in the transaction of the change, whoever repeats what.</summary>
public sealed class AuditRecordTests(AccessServers servers)
{
    private readonly string _ada = Wishes.Unique("ada");
    private readonly string _bob = Wishes.Unique("bob");

    [Fact]
    public async Task Life_of_a_grant_is_recorded_step_by_step_once_although_every_step_is_repeated()
    {
        var ada = servers.One.As(_ada);
        var bob = servers.Two.As(_bob, "approver");
        var request = (await TwiceAsync(ada, "/requests", Wishes.Wish()))["id"];
        var grant = (await TwiceAsync(bob, $"/requests/{request}/approve", new { comment = "fine" }))["grantId"];
        await servers.One.WorkAsync(grant, "active");
        await servers.Two.WorkAsync(grant, "active");
        await TwiceAsync(ada, $"/grants/{grant}/use", new { note = "select 1" });
        await TwiceAsync(bob, $"/grants/{grant}/revoke", new { note = "enough" });
        await servers.One.WorkAsync(grant, "revoked");
        await servers.Two.WorkAsync(grant, "revoked");

        var records = await servers.One.RecordsAsync($"grant/{grant}");
        Assert.Equal(["request.created", "request.approved"], await servers.One.ActionsAsync($"request/{request}"));
        Assert.Equal(
            ["grant.created", "grant.activated", "grant.used", "grant.withdrawing", "grant.revoked"],
            records.Select(record => record.Payload.GetProperty("action").GetString()));
        Assert.Equal([_bob, "worker", _ada, _bob, "worker"], records.Select(record => record.Actor));
        Assert.All(records, record => Assert.Equal($"grant/{grant}", record.Payload.GetProperty("subject").GetString()));
        Assert.Equal("enough", records[3].Details.GetProperty("note").GetString());
        Assert.False(records[3].Details.TryGetProperty("overstaySeconds", out _));
    }

    [Fact]
    public async Task Support_denial_and_lapse_are_recorded()
    {
        var production = Wishes.Wish("production-db", "administrator");
        var supported = await servers.One.AskAsync(_ada, production);
        await servers.One.As(_bob, "approver").PostAsync($"/requests/{supported}/approve");
        await servers.One.As("cyd", "approver").PostAsync($"/requests/{supported}/deny", new { comment = "no" });
        var lapsed = await servers.One.AskAsync(_ada);
        await servers.Postgres.Server.ExecuteAsync($"UPDATE requests SET created_at = now() - interval '25 hours' WHERE id = '{lapsed}'", "access");
        await Eventually.True(async () =>
        {
            await SweepAsync();
            return (await servers.One.As(_ada).GetAsync($"/requests/{lapsed}"))["state"] == "lapsed";
        });

        Assert.Equal(["request.created", "request.supported", "request.denied"], await servers.One.ActionsAsync($"request/{supported}"));
        Assert.Equal(["request.created", "request.lapsed"], await servers.One.ActionsAsync($"request/{lapsed}"));
    }

    [Fact]
    public async Task Policy_changes_are_recorded_with_the_whole_policy_and_repeated_ones_are_not()
    {
        var root = servers.One.As("root", "operator");
        var name = Wishes.Unique("policy");
        for (var round = 0; round < 2; round++)
        {
            await root.PutAsync($"/policies/{name}", PolicyTests.Terms(name));
        }

        await root.PutAsync($"/policies/{name}", PolicyTests.Terms(name, 60));
        await root.DeleteAsync($"/policies/{name}");
        await root.DeleteAsync($"/policies/{name}");

        var records = await servers.One.RecordsAsync($"policy/{name}");
        Assert.Equal(["policy.created", "policy.changed", "policy.deleted"], records.Select(record => record.Payload.GetProperty("action").GetString()));
        Assert.Equal([3600, 60, 60], records.Select(record => record.Details.GetProperty("longestSeconds").GetInt32()));
    }

    [Fact]
    public async Task Overdue_grants_are_swept_in_the_order_in_which_they_ended_and_the_overstay_is_recorded()
    {
        string[] grants = [await servers.One.GrantAsync(_ada), await servers.One.GrantAsync(_ada), await servers.One.GrantAsync(_ada)];
        await servers.Postgres.Server.ExecuteAsync(
            $"UPDATE grants SET expires_at = now() - CASE id WHEN '{grants[0]}' THEN interval '10 s' WHEN '{grants[1]}' THEN '300 s' ELSE '100 s' END WHERE grantee = '{_ada}'",
            "access");

        await Eventually.True(async () =>
        {
            await SweepAsync();
            return await servers.Postgres.CountAsync($"grants WHERE grantee = '{_ada}' AND state = 'withdrawing'") == 3;
        });

        var orders = await Task.WhenAll(grants.Select(async grant => (await servers.One.OrdersAsync(grant))[^1]));
        Assert.All(orders, order => Assert.Equal(7, order.Payload.GetProperty("priority").GetInt32()));
        Assert.Equal([grants[1], grants[2], grants[0]], grants.Zip(orders).OrderBy(pair => pair.Second.Position).Select(pair => pair.First));
        await servers.One.WorkAsync(grants[1], "expired");
        var records = await servers.One.RecordsAsync($"grant/{grants[1]}");
        Assert.Equal(["grant.created", "grant.activated", "grant.withdrawing", "grant.expired"], await servers.One.ActionsAsync($"grant/{grants[1]}"));
        Assert.All(records.Skip(2), record => Assert.InRange(record.Details.GetProperty("overstaySeconds").GetDouble(), 300, 400));
    }

    [Fact]
    public async Task Refused_requests_leave_no_record()
    {
        var grant = await servers.One.GrantAsync(_ada);
        var before = await servers.Postgres.CountAsync($"outbox WHERE key = 'grant/{grant}'");

        (await servers.One.As("eve").PostAsync($"/grants/{grant}/use")).IsProblem(HttpStatusCode.Forbidden, "not-the-grantee");
        (await servers.One.As("eve").PostAsync($"/grants/{grant}/revoke")).IsProblem(HttpStatusCode.Forbidden, "role-missing");
        (await servers.One.As(_bob, "approver").PostAsync($"/grants/{grant}/review", new { verdict = "justified" })).IsProblem(HttpStatusCode.Conflict, "no-review");

        Assert.Equal(before, await servers.Postgres.CountAsync($"outbox WHERE key = 'grant/{grant}'"));
    }

    private static async Task<Answered> TwiceAsync(Person person, string path, object body)
    {
        var key = $"{Guid.NewGuid()}";
        await person.PostAsync(path, body, key);
        return await person.PostAsync(path, body, key);
    }

    private Task<Answered> SweepAsync() => servers.Two.AsService().PostAsync("/internal/sweeps", new { lease = $"job/{Guid.NewGuid()}", term = 1 });
}
