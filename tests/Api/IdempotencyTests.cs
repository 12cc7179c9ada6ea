using System.Net;

namespace Distribution.Api.Tests;

public sealed class IdempotencyTests(AccessServers servers)
{
    private readonly string _ada = Wishes.Unique("ada");
    private readonly string _key = $"{Guid.NewGuid()}";

    [Fact]
    public async Task Repeated_request_is_answered_as_before_by_any_replica_and_has_one_effect()
    {
        var first = await servers.One.As(_ada).PostAsync("/requests", Wishes.Wish(), _key);
        var again = await servers.Two.As(_ada).PostAsync("/requests", Wishes.Wish(), _key);

        Assert.False(first.IsReplay);
        Assert.True(again.IsReplay);
        Assert.Equal(first.Status, again.Status);
        Assert.Equal(first.Body, again.Body);
        Assert.Equal(first.Headers["Location"], again.Headers["Location"]);
        Assert.Equal(1, await servers.Postgres.CountAsync($"requests WHERE requester = '{_ada}'"));
    }

    [Fact]
    public async Task Fifty_duplicates_at_once_over_two_replicas_have_one_effect()
    {
        var grant = await servers.One.GrantAsync(_ada);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(index =>
            (index % 2 == 0 ? servers.One : servers.Two).As(_ada).PostAsync($"/grants/{grant}/use", new { note = "once" }, _key)));

        Assert.All(answers, answer => answer.Is(HttpStatusCode.OK));
        Assert.Single(answers.Select(answer => answer.Body).Distinct());
        Assert.Single(answers, answer => !answer.IsReplay);
        Assert.Equal(1, await servers.Postgres.CountAsync($"grant_uses WHERE grant_id = '{grant}'"));
    }

    [Fact]
    public async Task Another_body_under_the_same_key_is_422()
    {
        await servers.One.As(_ada).PostAsync("/requests", Wishes.Wish(), _key);

        var other = await servers.Two.As(_ada).PostAsync("/requests", Wishes.Wish(seconds: 601), _key);

        other.IsProblem(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Fact]
    public async Task Another_path_under_the_same_key_is_422()
    {
        var grant = await servers.One.GrantAsync(_ada);
        await servers.One.As(_ada).PostAsync($"/grants/{grant}/use", null, _key);

        (await servers.One.As(_ada).PostAsync($"/grants/{grant}/revoke", null, _key)).IsProblem(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Fact]
    public async Task Key_of_another_caller_is_another_key()
    {
        (await servers.One.As(_ada).PostAsync("/requests", Wishes.Wish(), _key)).Is(HttpStatusCode.Created);

        var bob = await servers.One.As(Wishes.Unique("bob")).PostAsync("/requests", Wishes.Wish(), _key);

        Assert.False(bob.Is(HttpStatusCode.Created).IsReplay);
    }

    [Fact]
    public async Task Refusal_is_replayed_although_it_would_be_allowed_by_now()
    {
        var role = Wishes.Unique("role");
        var refused = await servers.One.As(_ada).PostAsync("/requests", Wishes.Wish("cellar", role), _key);
        await servers.One.As("root", "operator").PutAsync($"/policies/{role}", PolicyTests.Terms(role));

        var again = await servers.Two.As(_ada).PostAsync("/requests", Wishes.Wish("cellar", role), _key);

        refused.IsProblem(HttpStatusCode.Forbidden, "no-policy");
        again.IsProblem(HttpStatusCode.Forbidden, "no-policy");
        Assert.True(again.IsReplay);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("caf\u00e9")]
    public async Task Post_without_a_proper_key_is_400_and_names_the_header(string? key)
    {
        using var content = System.Net.Http.Json.JsonContent.Create(Wishes.Wish());

        var answer = await servers.One.As(_ada).SendAsync(HttpMethod.Post, "/requests", content, key);

        // Kestrel itself refuses a header that is not ASCII, before there is anything to name.
        if (key != "caf\u00e9")
        {
            answer.IsProblem(HttpStatusCode.BadRequest, "invalid").Names("Idempotency-Key");
        }

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Theory]
    [InlineData(255, HttpStatusCode.Created)]
    [InlineData(256, HttpStatusCode.BadRequest)]
    public async Task Key_may_be_255_characters_long(int length, HttpStatusCode status)
        => (await servers.One.As(_ada).PostAsync("/requests", Wishes.Wish(), new string('k', length))).Is(status);
}
