using System.Net;

namespace Distribution.Api.Tests;

public sealed class MainPathTests(AccessServers servers)
{
    [Fact]
    public async Task Request_approved_by_another_becomes_a_grant_that_its_owner_can_use_until_it_is_revoked()
    {
        var ada = servers.One.As(Wishes.Unique("ada"));
        var bob = servers.Two.As(Wishes.Unique("bob"), "approver");

        var request = (await ada.PostAsync("/requests", Wishes.Wish())).Is(HttpStatusCode.Created);
        Assert.Equal($"/requests/{request["id"]}", request.Headers["Location"]);
        Assert.Equal("pending", request["state"]);

        var approved = (await bob.PostAsync($"/requests/{request["id"]}/approve", new { comment = "fine" })).Is(HttpStatusCode.OK);
        Assert.Equal("approved", approved["state"]);
        Assert.Equal("fine", approved.Json.GetProperty("decisions")[0].GetProperty("comment").GetString());

        var grant = approved["grantId"];
        var provisioning = await ada.GetAsync($"/grants/{grant}");
        Assert.Equal("provisioning", provisioning["state"]);
        Assert.Equal(
            ["id", "requestId", "grantee", "role", "target", "state", "grantedAt", "expiresAt", "provider", "uses"],
            provisioning.Json.EnumerateObject().Select(field => field.Name));
        (await ada.PostAsync($"/grants/{grant}/use")).IsProblem(HttpStatusCode.Conflict, "grant-not-active");
        Assert.Equal("False", (await bob.GetAsync($"/grants/{grant}/check"))["active"]);
        await servers.One.WorkAsync(grant, "active");
        var used = (await ada.PostAsync($"/grants/{grant}/use", new { note = "explain analyze" })).Is(HttpStatusCode.OK);
        Assert.Equal("1", used["uses"]);
        Assert.Equal("True", (await bob.GetAsync($"/grants/{grant}/check"))["active"]);

        var revoked = (await bob.PostAsync($"/grants/{grant}/revoke", new { note = "done" })).Is(HttpStatusCode.OK);
        Assert.Equal("withdrawing", revoked["state"]);
        Assert.Equal(bob.Name, revoked["endedBy"]);
        (await ada.PostAsync($"/grants/{grant}/use")).IsProblem(HttpStatusCode.Conflict, "grant-ended");
        Assert.Equal("False", (await servers.One.As(bob.Name).GetAsync($"/grants/{grant}/check"))["active"]);
        await servers.Two.WorkAsync(grant, "revoked");
        await servers.One.WorkAsync(grant, "revoked");
        Assert.Equal(1, await servers.Postgres.CountAsync($"provider_effects WHERE grant_id = '{grant}' AND effect = 'granted'"));
        Assert.Equal(1, await servers.Postgres.CountAsync($"provider_effects WHERE grant_id = '{grant}' AND effect = 'withdrawn'"));
        Assert.Equal(1, await servers.Postgres.CountAsync($"grant_uses WHERE grant_id = '{grant}'"));
    }
}
