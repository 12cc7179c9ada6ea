using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Distribution.Servers;

namespace Distribution.Identity.Tests;

public sealed class VerificationTests(IdentityPostgres postgres) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private RunningIdentity _identity = null!;

    private string KeysFile => _folder["keys", "jwks.json"];

    public async ValueTask InitializeAsync() => _identity = await postgres.StartIdentityAsync();

    public async ValueTask DisposeAsync()
    {
        await _identity.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Token_of_a_withdrawn_key_is_refused_within_6_s_and_one_of_its_successor_holds_at_once()
    {
        await using var verifier = await Verifier.StartAsync(KeysFile, _identity.Address);
        var token = await _identity.SignInAsync("operator");
        Assert.Equal(HttpStatusCode.OK, await verifier.AskAsync(token));
        var current = KeyOf(token);

        var withdrawn = Stopwatch.StartNew();
        using var answer = await _identity.SendAsync(HttpMethod.Post, $"/keys/{current}/withdraw", token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await verifier.AskAsync(await _identity.SignInAsync("operator")));
        await Eventually.True(async () => await verifier.AskAsync(token) == HttpStatusCode.Unauthorized, TimeSpan.FromSeconds(15));

        Assert.InRange(withdrawn.Elapsed.TotalSeconds, 0, 6);
    }

    [Fact]
    public async Task Withdrawal_is_heard_within_6_s_also_with_a_frozen_replica_asked_first()
    {
        using var frozen = new FrozenServer();
        await using var verifier = await Verifier.StartAsync(KeysFile, frozen.Address, _identity.Address);
        var token = await _identity.SignInAsync("operator");
        Assert.Equal(HttpStatusCode.OK, await verifier.AskAsync(token));

        var withdrawn = Stopwatch.StartNew();
        using var answer = await _identity.SendAsync(HttpMethod.Post, $"/keys/{KeyOf(token)}/withdraw", token);
        await Eventually.True(async () => await verifier.AskAsync(token) == HttpStatusCode.Unauthorized, TimeSpan.FromSeconds(15));

        Assert.InRange(withdrawn.Elapsed.TotalSeconds, 0, 6);
    }

    [Fact]
    public async Task Tokens_go_on_verifying_without_identity_and_after_a_restart_of_the_verifier_meanwhile()
    {
        var token = await _identity.SignInAsync("requester");
        var withdrawn = await _identity.SignInAsync("operator");
        await using (var verifier = await Verifier.StartAsync(KeysFile, _identity.Address))
        {
            Assert.Equal(HttpStatusCode.OK, await verifier.AskAsync(token));
            await _identity.StopAsync();
            Assert.Equal(HttpStatusCode.OK, await verifier.AskAsync(token));
            Assert.Equal(HttpStatusCode.OK, await verifier.AskAsync(withdrawn));
        }

        await using (var verifier = await Verifier.StartAsync(KeysFile, _identity.Address))
        {
            Assert.Equal(HttpStatusCode.OK, await verifier.AskAsync(token));
            Assert.Equal(HttpStatusCode.Unauthorized, await verifier.AskAsync(token[..^10] + "AAAAAAAAAA"));
        }
    }

    [Fact]
    public async Task Withdrawal_outlives_a_restart_of_the_verifier_while_identity_is_out()
    {
        var token = await _identity.SignInAsync("operator");
        await using (var verifier = await Verifier.StartAsync(KeysFile, _identity.Address))
        {
            using var answer = await _identity.SendAsync(HttpMethod.Post, $"/keys/{KeyOf(token)}/withdraw", token);
            await Eventually.True(async () => await verifier.AskAsync(token) == HttpStatusCode.Unauthorized);
        }

        await _identity.StopAsync();

        await using var again = await Verifier.StartAsync(KeysFile, _identity.Address);
        Assert.Equal(HttpStatusCode.Unauthorized, await again.AskAsync(token));
    }

    [Fact]
    public async Task Keys_rotate_without_a_refused_token_old_or_new()
    {
        await using var verifier = await Verifier.StartAsync(KeysFile, _identity.Address);
        var operators = await _identity.SignInAsync("operator");
        var tokens = new List<string> { operators };
        for (var rotation = 0; rotation < 4; rotation++)
        {
            using var rotated = await _identity.SendAsync(HttpMethod.Post, "/keys", operators);
            Assert.Equal(HttpStatusCode.Created, rotated.StatusCode);
            tokens.Add(await _identity.SignInAsync("requester"));
            foreach (var token in tokens)
            {
                Assert.Equal(HttpStatusCode.OK, await verifier.AskAsync(token));
            }
        }
    }

    [Fact]
    public async Task First_rotation_holds_at_verifiers_that_cannot_reach_identity_any_more()
    {
        await using var verifier = await Verifier.StartAsync(KeysFile, _identity.Address);
        var operators = await _identity.SignInAsync("operator");
        using var rotated = await _identity.SendAsync(HttpMethod.Post, "/keys", operators);
        var token = await _identity.SignInAsync("requester");

        await _identity.StopAsync();

        Assert.Equal(HttpStatusCode.OK, await verifier.AskAsync(token));
    }

    private static string KeyOf(string token)
    {
        using var header = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.AsSpan(0, token.IndexOf('.'))));
        return header.RootElement.GetProperty("kid").GetString()!;
    }
}
