using System.Net;
using Distribution.Servers;

namespace Distribution.Api.Tests;

public sealed class BreakGlassTests(AccessServers servers)
{
    private const string Why = "the primary is down and nobody answers the phone";

    private readonly string _ada = Wishes.Unique("ada");
    private readonly string _role = Wishes.Unique("role");

    [Fact]
    public async Task Broken_glass_gives_the_grant_at_once_and_a_review_that_is_due()
    {
        await PolicyAsync();

        var request = await BreakAsync();

        Assert.Equal("approved", request["state"]);
        Assert.Equal("True", request["breakGlass"]);
        var grant = request["grantId"];
        Assert.Equal(9, Assert.Single(await servers.One.OrdersAsync(grant)).Payload.GetProperty("priority").GetInt32());
        await servers.One.WorkAsync(grant, "active");
        var used = (await servers.Two.As(_ada).PostAsync($"/grants/{grant}/use")).Is(HttpStatusCode.OK);
        Assert.Equal("needed", used.Json.GetProperty("review").GetProperty("state").GetString());
        Assert.Equal(["request.break-glass"], await servers.One.ActionsAsync($"request/{request["id"]}"));
        var listed = await servers.One.As("bob", "approver").GetAsync($"/grants?review=needed&grantee={_ada}");
        Assert.Equal(grant, Assert.Single(listed.Json.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Glass_is_not_broken_for_a_short_reason()
    {
        await PolicyAsync();

        (await BreakAsync("19 characters long!")).IsProblem(HttpStatusCode.BadRequest, "invalid").Names("reason");
        (await BreakAsync("20 characters long!!")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Glass_is_not_broken_where_no_policy_allows_it()
    {
        await PolicyAsync(breakGlass: false);

        (await BreakAsync()).IsProblem(HttpStatusCode.Forbidden, "no-break-glass");

        Assert.Equal(0, await servers.Postgres.CountAsync($"grants WHERE grantee = '{_ada}'"));
    }

    [Fact]
    public async Task Owner_does_not_review_their_own_grant_and_others_do_it_once()
    {
        await PolicyAsync();
        var grant = (await BreakAsync())["grantId"];

        (await ReviewAsync(_ada, grant, "justified")).IsProblem(HttpStatusCode.Forbidden, "own-request");
        var reviewed = (await ReviewAsync("bob", grant, "justified")).Is(HttpStatusCode.OK);
        (await ReviewAsync("cyd", grant, "unjustified")).IsProblem(HttpStatusCode.Conflict, "already-reviewed");

        var review = reviewed.Json.GetProperty("review");
        Assert.Equal(("justified", "bob", "seen"), (review.GetProperty("state").GetString(), review.GetProperty("by").GetString(), review.GetProperty("comment").GetString()));
        await servers.One.WorkAsync(grant, "active");
    }

    [Fact]
    public async Task Unjustified_grant_ends_at_once_on_all_replicas()
    {
        await PolicyAsync();
        var grant = (await BreakAsync())["grantId"];
        await servers.One.WorkAsync(grant, "active");
        Assert.Equal("True", (await servers.Two.As(_ada).GetAsync($"/grants/{grant}/check"))["active"]);

        Assert.Equal("withdrawing", (await ReviewAsync("bob", grant, "unjustified")).Is(HttpStatusCode.OK)["state"]);

        Assert.Equal("False", (await servers.Two.As(_ada).GetAsync($"/grants/{grant}/check"))["active"]);
        (await servers.Two.As(_ada).PostAsync($"/grants/{grant}/use")).IsProblem(HttpStatusCode.Conflict, "grant-ended");
        await servers.One.WorkAsync(grant, "revoked");
        Assert.Equal(
            ["grant.created", "grant.activated", "grant.reviewed", "grant.withdrawing", "grant.revoked"], await servers.One.ActionsAsync($"grant/{grant}"));
    }

    [Fact]
    public async Task Overdue_review_ends_the_grant_and_its_owner_breaks_no_further_glass_until_it_is_made()
    {
        await PolicyAsync(reviewSeconds: 1);
        var grant = (await BreakAsync())["grantId"];
        await servers.One.WorkAsync(grant, "active");

        await Eventually.True(async () =>
        {
            await LookAsync();
            return (await servers.One.As(_ada).GetAsync($"/grants/{grant}"))["state"] == "withdrawing";
        });

        (await BreakAsync()).IsProblem(HttpStatusCode.Forbidden, "review-overdue");
        (await servers.One.As(_ada).PostAsync("/requests", Wishes.Wish("cellar", _role))).Is(HttpStatusCode.Created);
        (await LookAsync()).Is(HttpStatusCode.OK);
        await servers.One.WorkAsync(grant, "revoked");
        (await ReviewAsync("bob", grant, "justified")).Is(HttpStatusCode.OK);
        (await BreakAsync()).Is(HttpStatusCode.Created);
        Assert.Equal(
            ["grant.created", "grant.activated", "grant.review-overdue", "grant.withdrawing", "grant.revoked", "grant.reviewed"],
            await servers.One.ActionsAsync($"grant/{grant}"));
    }

    [Fact]
    public async Task Overdue_look_of_an_old_term_is_409_and_changes_nothing()
    {
        await PolicyAsync(reviewSeconds: 1);
        var lease = Wishes.Unique("lease");
        await OverdueAsync(await BreakAsync());
        (await servers.One.AsService().PostAsync("/internal/reviews", new { lease, term = 5 })).Is(HttpStatusCode.OK);
        var grant = await OverdueAsync(await BreakAsync(by: Wishes.Unique("bea")));

        var old = await servers.Two.AsService().PostAsync("/internal/reviews", new { lease, term = 4 });

        old.IsProblem(HttpStatusCode.Conflict, "old-term");
        Assert.Equal(1, await servers.Postgres.CountAsync($"grants WHERE id = '{grant}' AND review = 'needed'"));
    }

    [Fact]
    public async Task Grant_that_was_approved_beforehand_has_nothing_to_review()
    {
        var grant = await servers.One.GrantAsync(_ada);

        (await ReviewAsync("bob", grant, "justified")).IsProblem(HttpStatusCode.Conflict, "no-review");
    }

    private async Task<string> OverdueAsync(Answered broken)
    {
        var grant = broken.Is(HttpStatusCode.Created)["grantId"];
        await Eventually.True(async () => await servers.Postgres.CountAsync($"grants WHERE id = '{grant}' AND review_due_at <= now()") == 1);
        return grant;
    }

    private Task<Answered> LookAsync()
        => servers.Two.AsService().PostAsync("/internal/reviews", new { lease = $"job/{Guid.NewGuid()}", term = 1 });

    private Task<Answered> ReviewAsync(string reviewer, string grant, string verdict)
        => servers.One.As(reviewer, "approver").PostAsync($"/grants/{grant}/review", new { verdict, comment = "seen" });

    private Task<Answered> BreakAsync(string reason = Why, string? by = null)
        => servers.One.As(by ?? _ada).PostAsync("/requests", new { role = _role, target = "cellar", durationSeconds = 600, reason, breakGlass = true });

    private async Task PolicyAsync(bool breakGlass = true, int reviewSeconds = 3600)
        => (await servers.One.As("root", "operator").PutAsync($"/policies/{_role}", new
        {
            role = _role,
            targets = new[] { "cellar" },
            requesters = new[] { "*" },
            approvers = new[] { "approver" },
            approvals = 1,
            longestSeconds = 3600,
            breakGlass,
            reviewSeconds,
        })).Is(HttpStatusCode.Created);
}
