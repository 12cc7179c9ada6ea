using System.Net;
using Distribution.Servers;
using Distribution.Tokens;

namespace Distribution.Identity.Tests;

public sealed class DatabaseOutageTests
{
    [Fact]
    public async Task Without_its_database_services_get_tokens_keys_are_published_and_turned_and_users_are_asked_to_come_again()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await IdentityPostgres.PrepareAsync(postgres);
        await using var identity = await RunningIdentity.StartAsync(await IdentityPostgres.NewDatabaseAsync(postgres, "identity"));
        var operators = await identity.SignInAsync("operator");

        await postgres.KillAsync();

        using var service = await identity.AskAsync(("grant_type", "client_credentials"), ("client_id", "worker"), ("client_secret", RunningIdentity.ClientSecret));
        using var user = await identity.AskAsync(("grant_type", "password"), ("username", "requester"), ("password", identity.PasswordOf("requester")));
        using var rotated = await identity.SendAsync(HttpMethod.Post, "/keys", operators);
        using var ready = await identity.Client.GetAsync("/readyz");
        Assert.Equal(HttpStatusCode.OK, service.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, user.StatusCode);
        Assert.NotNull(user.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.Created, rotated.StatusCode);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal(3, JsonWebKeySet.Parse(await identity.Client.GetStringAsync(KeyPaths.Published)).Keys.Count);

        await postgres.StartAgainAsync();

        await Eventually.True(async () => (await identity.SignInAsync("requester")).Length > 0, TimeSpan.FromSeconds(30));
        await Eventually.True(
            async () => await postgres.ExecuteAsync("SELECT count(DISTINCT id) FROM outbox WHERE payload LIKE '%key.rotated%'", "identity") is 1L,
            TimeSpan.FromSeconds(30),
            "the rotation during the outage is recorded");
    }

    [Fact]
    public async Task Started_without_its_database_it_serves_what_needs_none_and_makes_its_users_when_it_comes()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await IdentityPostgres.PrepareAsync(postgres);
        var connection = await IdentityPostgres.NewDatabaseAsync(postgres, "identity");
        await postgres.KillAsync();

        await using var identity = await RunningIdentity.StartAsync(connection, waitForUsers: false);
        using var service = await identity.AskAsync(("grant_type", "client_credentials"), ("client_id", "worker"), ("client_secret", RunningIdentity.ClientSecret));
        Assert.Equal(HttpStatusCode.OK, service.StatusCode);

        await postgres.StartAgainAsync();
        await Eventually.True(async () => (await identity.SignInAsync("requester")).Length > 0, TimeSpan.FromSeconds(30));
    }
}
