using System.Net;

namespace Distribution.Api.Tests;

public sealed class RuleTests(AccessServers servers)
{
    private readonly string _ada = Wishes.Unique("ada");

    [Fact]
    public async Task Caller_without_a_token_is_401_and_told_what_to_send()
    {
        using var response = await servers.One.Client.GetAsync("/policies");

        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
        (await Answered.FromAsync(response)).IsProblem(HttpStatusCode.Unauthorized, "no-token");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b.c")]
    [InlineData("'; DROP TABLE grants; --")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.")]
    public async Task Caller_with_a_malformed_token_is_401(string token)
        => Assert.Equal(HttpStatusCode.Unauthorized, (await new Person(servers.One.Client, "ada", token).GetAsync("/policies")).Status);

    [Fact]
    public async Task Requester_sees_their_own_requests_and_grants_and_nobody_elses()
    {
        var grant = await servers.One.GrantAsync(_ada);
        var request = (await servers.One.As(_ada).GetAsync($"/grants/{grant}"))["requestId"];
        var eve = servers.One.As(Wishes.Unique("eve"));

        (await eve.GetAsync($"/grants/{grant}")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await eve.GetAsync($"/requests/{request}")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await eve.GetAsync($"/grants?grantee={_ada}")).IsProblem(HttpStatusCode.Forbidden, "role-missing");
        Assert.Empty((await eve.GetAsync("/grants")).Json.GetProperty("items").EnumerateArray());
        Assert.Empty((await eve.GetAsync("/requests")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(grant, (await servers.One.As(_ada).GetAsync("/grants")).Json.GetProperty("items")[0].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("approver")]
    [InlineData("auditor")]
    [InlineData("operator")]
    public async Task Who_decides_audits_or_operates_sees_everybodys(string role)
    {
        var grant = await servers.One.GrantAsync(_ada);

        Assert.Equal(_ada, (await servers.One.As("bob", role).GetAsync($"/grants/{grant}"))["grantee"]);
        Assert.Equal(grant, (await servers.One.As("bob", role).GetAsync($"/grants?grantee={_ada}")).Json.GetProperty("items")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Request_for_what_no_policy_gives_is_refused()
        => (await servers.One.As(_ada).PostAsync("/requests", Wishes.Wish(role: "emperor"))).IsProblem(HttpStatusCode.Forbidden, "no-policy");

    [Fact]
    public async Task Request_by_somebody_whom_the_policy_does_not_name_is_refused()
    {
        var role = Wishes.Unique("role");
        await servers.One.As("root", "operator").PutAsync(
            $"/policies/{role}",
            new { role, targets = new[] { "cellar" }, requesters = new[] { "operator" }, approvers = new[] { "approver" }, approvals = 1, longestSeconds = 600 });

        (await servers.One.As(_ada, "requester").PostAsync("/requests", Wishes.Wish("cellar", role))).IsProblem(HttpStatusCode.Forbidden, "no-policy");
        (await servers.One.As(_ada, "requester", "operator").PostAsync("/requests", Wishes.Wish("cellar", role))).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Request_for_longer_than_the_policy_gives_names_the_duration()
        => (await servers.One.As(_ada).PostAsync("/requests", Wishes.Wish(seconds: 86401)))
            .IsProblem(HttpStatusCode.BadRequest, "invalid").Names("durationSeconds");

    [Fact]
    public async Task Own_request_can_be_neither_approved_nor_denied()
    {
        var request = await servers.One.AskAsync(_ada);
        var ada = servers.One.As(_ada, "approver", "operator");

        (await ada.PostAsync($"/requests/{request}/approve")).IsProblem(HttpStatusCode.Forbidden, "own-request");
        (await ada.PostAsync($"/requests/{request}/deny")).IsProblem(HttpStatusCode.Forbidden, "own-request");
    }

    [Fact]
    public async Task Approval_without_the_role_of_an_approver_is_refused()
    {
        var request = await servers.One.AskAsync(_ada);

        (await servers.One.As("bob", "requester").PostAsync($"/requests/{request}/approve")).IsProblem(HttpStatusCode.Forbidden, "not-allowed");
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
        var admin = servers.One.As("root", "operator");
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
        => (await servers.One.As("bob", "approver", "requester").SendAsync(new(method), path, null, "some-key-" + Guid.NewGuid())).IsProblem(HttpStatusCode.NotFound, "not-found");
}
