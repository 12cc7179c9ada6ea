using System.Net;

namespace Distribution.Api.Tests;

public sealed class RuleTests(AccessServers servers)
{
    private readonly string _ada = Wishes.Unique("ada");

    [Fact]
    public async Task Caller_without_a_name_is_401()
    {
        using var response = await servers.One.Client.GetAsync("/policies");

        (await Answered.FromAsync(response)).IsProblem(HttpStatusCode.Unauthorized, "caller-unknown");
    }

    [Theory]
    [InlineData("ada lovelace", "", "X-Development-User")]
    [InlineData("ada\u00e9", "", "X-Development-User")]
    [InlineData("ada", "Requester!", "X-Development-Roles")]
    [InlineData("ada", "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q", "X-Development-Roles")]
    public async Task Caller_with_malformed_headers_is_refused(string name, string roles, string header)
    {
        var answer = await servers.One.As(name, roles.Length == 0 ? [] : [roles]).GetAsync("/policies");

        Assert.InRange((int)answer.Status, 400, 401);
        if (answer.Status == HttpStatusCode.BadRequest && answer.Body.Length > 0)
        {
            answer.Names(header);
        }
    }

    [Fact]
    public async Task Request_for_what_no_policy_gives_is_refused()
        => (await servers.One.As(_ada).PostAsync("/requests", Wishes.Wish(role: "emperor"))).IsProblem(HttpStatusCode.Forbidden, "no-policy");

    [Fact]
    public async Task Request_by_somebody_whom_the_policy_does_not_name_is_refused()
    {
        var wish = Wishes.Wish("production-db", "administrator");

        (await servers.One.As(_ada).PostAsync("/requests", wish)).IsProblem(HttpStatusCode.Forbidden, "no-policy");
        (await servers.One.As(_ada, "requester").PostAsync("/requests", wish)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Request_for_longer_than_the_policy_gives_names_the_duration()
        => (await servers.One.As(_ada).PostAsync("/requests", Wishes.Wish(seconds: 86401)))
            .IsProblem(HttpStatusCode.BadRequest, "invalid").Names("durationSeconds");

    [Fact]
    public async Task Own_request_can_be_neither_approved_nor_denied()
    {
        var request = await servers.One.AskAsync(_ada);
        var ada = servers.One.As(_ada, "approver", "admin");

        (await ada.PostAsync($"/requests/{request}/approve")).IsProblem(HttpStatusCode.Forbidden, "own-request");
        (await ada.PostAsync($"/requests/{request}/deny")).IsProblem(HttpStatusCode.Forbidden, "own-request");
    }

    [Fact]
    public async Task Approval_without_the_role_of_an_approver_is_refused()
    {
        var request = await servers.One.AskAsync(_ada);

        (await servers.One.As("bob", "requester").PostAsync($"/requests/{request}/approve")).IsProblem(HttpStatusCode.Forbidden, "role-missing");
    }

    [Fact]
    public async Task Policy_that_wants_two_approvals_wants_two_people()
    {
        var wish = Wishes.Wish("production-db", "administrator");
        var request = (await servers.One.As(_ada, "requester").PostAsync("/requests", wish))["id"];
        var bob = servers.One.As("bob", "approver");

        Assert.Equal("pending", (await bob.PostAsync($"/requests/{request}/approve")).Is(HttpStatusCode.OK)["state"]);
        (await bob.PostAsync($"/requests/{request}/approve")).IsProblem(HttpStatusCode.Conflict, "already-decided");
        Assert.Equal("approved", (await servers.Two.As("cyd", "approver").PostAsync($"/requests/{request}/approve")).Is(HttpStatusCode.OK)["state"]);
    }

    [Fact]
    public async Task Denied_request_stays_denied()
    {
        var request = await servers.One.AskAsync(_ada);
        var bob = servers.One.As("bob", "approver");

        Assert.Equal("denied", (await bob.PostAsync($"/requests/{request}/deny", new { comment = "no" })).Is(HttpStatusCode.OK)["state"]);
        (await servers.Two.As("cyd", "approver").PostAsync($"/requests/{request}/approve")).IsProblem(HttpStatusCode.Conflict, "already-decided");
        Assert.Equal(0, await servers.Postgres.CountAsync($"grants WHERE request_id = '{request}'"));
    }

    [Fact]
    public async Task Two_approvals_at_the_same_time_on_two_replicas_make_one_grant()
    {
        for (var round = 0; round < 10; round++)
        {
            var request = await servers.One.AskAsync(_ada);

            var answers = await Task.WhenAll(
                servers.One.As("bob", "approver").PostAsync($"/requests/{request}/approve"),
                servers.Two.As("cyd", "approver").PostAsync($"/requests/{request}/approve"));

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(answer => answer.Status).Order());
            Assert.Equal(1, await servers.Postgres.CountAsync($"grants WHERE request_id = '{request}'"));
        }
    }

    [Fact]
    public async Task Request_whose_policy_was_tightened_meanwhile_cannot_be_approved()
    {
        var name = Wishes.Unique("night-shift");
        var admin = servers.One.As("root", "admin");
        await admin.PutAsync($"/policies/{name}", PolicyTests.Terms(name, longest: 600));
        var request = (await servers.One.As(_ada).PostAsync("/requests", Wishes.Wish("cellar", name, 600))).Is(HttpStatusCode.Created)["id"];

        await admin.PutAsync($"/policies/{name}", PolicyTests.Terms(name, longest: 60));

        (await servers.Two.As("bob", "approver").PostAsync($"/requests/{request}/approve")).IsProblem(HttpStatusCode.Conflict, "policy-changed");
        (await servers.Two.As("bob", "approver").PostAsync($"/requests/{request}/deny")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Grant_of_somebody_else_cannot_be_used_and_is_not_revoked_by_a_stranger()
    {
        var grant = await servers.One.GrantAsync(_ada);

        (await servers.One.As("eve").PostAsync($"/grants/{grant}/use")).IsProblem(HttpStatusCode.Forbidden, "not-the-grantee");
        (await servers.One.As("eve").PostAsync($"/grants/{grant}/revoke")).IsProblem(HttpStatusCode.Forbidden, "role-missing");
        (await servers.One.As(_ada).PostAsync($"/grants/{grant}/revoke")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("GET", "/requests/00000000-0000-7000-8000-000000000000")]
    [InlineData("GET", "/grants/00000000-0000-7000-8000-000000000000")]
    [InlineData("GET", "/grants/00000000-0000-7000-8000-000000000000/check")]
    [InlineData("POST", "/grants/00000000-0000-7000-8000-000000000000/use")]
    [InlineData("POST", "/requests/00000000-0000-7000-8000-000000000000/approve")]
    [InlineData("GET", "/policies/none-of-that-name")]
    public async Task Thing_that_does_not_exist_is_404(string method, string path)
        => (await servers.One.As("bob", "approver").SendAsync(new(method), path, null, "some-key-" + Guid.NewGuid())).IsProblem(HttpStatusCode.NotFound, "not-found");
}
