using Distribution.Servers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distribution.Tokens.Tests;

public sealed class KeyRingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SigningKey _key = SigningKey.Create();

    private string KeysFile => _folder["deep", "jwks.json"];

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Keys_are_fetched_at_start_and_kept_in_a_private_file()
    {
        await using var publisher = await Publisher.StartAsync(_key.ToJwk());
        publisher.Revoked = """{"kids":["old"]}""";
        using var host = await StartAsync(publisher.Address);
        var ring = host.Services.GetRequiredService<KeyRing>();

        await Eventually.True(() => ring.AreKnown && File.Exists(KeysFile));

        Assert.NotNull(ring.Find(_key.KeyId));
        Assert.True(ring.IsWithdrawn("old"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeysFile));
        var kept = new KeyFile(KeysFile).Read()!;
        Assert.NotNull(kept.Find(_key.KeyId));
        Assert.Single(kept.Withdrawn, "old");
    }

    [Fact]
    public async Task Tokens_are_dated_by_identity_and_not_by_a_machine_whose_clock_is_wrong()
    {
        await using var publisher = await Publisher.StartAsync(_key.ToJwk());
        var wrong = new ManualTime();
        using var host = await StartAsync(publisher.Address, services => services.AddSingleton<TimeProvider>(wrong));
        var verifier = host.Services.GetRequiredService<TokenVerifier>();
        var signer = new TokenSigner(_key, TimeProvider.System);
        await Eventually.True(() => host.Services.GetRequiredService<KeyRing>().AreKnown);

        Assert.True(verifier.Verify(signer.SignUser("requester", [])).IsValid);
        Assert.Equal(TokenRefusal.NotYetValid, new TokenVerifier(host.Services.GetRequiredService<IVerificationKeys>(), wrong).Verify(signer.SignUser("requester", [])).Refusal);

        var token = signer.SignUser("requester", []);
        await host.StopAsync();

        // What identity said the time was has whole seconds, and is up to one old.
        wrong.Advance(TokenDefaults.UserLifetime + TokenDefaults.ClockSkew + TimeSpan.FromSeconds(2));

        Assert.Equal(TokenRefusal.Expired, verifier.Verify(token).Refusal);
    }

    [Theory]
    [InlineData("", 200)]
    [InlineData("<html>", 200)]
    [InlineData("""{"keys":[]}""", 200)]
    [InlineData("""{"keys":[{"kty":"RSA","kid":"x"}]}""", 200)]
    [InlineData("""{"keys":[{"kty":"EC","crv":"P-256","kid":"x","x":"AAAA","y":"AAAA"}]}""", 200)]
    [InlineData("""{"keys":[]}""", 500)]
    [InlineData("""{"keys":[]}""", 302)]
    public async Task Answer_that_brings_no_keys_takes_none_away(string answer, int status)
    {
        await using var publisher = await Publisher.StartAsync(_key.ToJwk());
        using var host = await StartAsync(publisher.Address);
        var ring = host.Services.GetRequiredService<KeyRing>();
        await Eventually.True(() => ring.AreKnown);

        (publisher.Published, publisher.Status) = (answer, status);
        await ring.RefreshAsync(CancellationToken.None);

        Assert.NotNull(ring.Find(_key.KeyId));
    }

    [Fact]
    public async Task Key_withdrawn_once_does_not_come_back_with_a_replica_that_has_not_heard_of_it()
    {
        await using var publisher = await Publisher.StartAsync(_key.ToJwk());
        publisher.Revoked = $$"""{"kids":["{{_key.KeyId}}"]}""";
        using var host = await StartAsync(publisher.Address);
        var ring = host.Services.GetRequiredService<KeyRing>();
        await Eventually.True(() => ring.IsWithdrawn(_key.KeyId));

        publisher.Revoked = """{"kids":[]}""";
        await ring.RefreshAsync(CancellationToken.None);

        Assert.True(ring.IsWithdrawn(_key.KeyId));
        Assert.Null(ring.Find(_key.KeyId));
    }

    [Fact]
    public async Task Unknown_keys_are_looked_for_once_a_second_however_many_ask()
    {
        await using var publisher = await Publisher.StartAsync(_key.ToJwk());
        using var host = await StartAsync(publisher.Address);
        var ring = host.Services.GetRequiredService<KeyRing>();
        await Eventually.True(() => ring.AreKnown);
        await ring.RefreshAsync(CancellationToken.None);
        var (before, began) = (publisher.Asked, TimeProvider.System.GetTimestamp());

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => ring.RefreshAsync(CancellationToken.None)));

        Assert.InRange(publisher.Asked - before, 0, 2 + (int)TimeProvider.System.GetElapsedTime(began).TotalSeconds);
    }

    [Fact]
    public async Task File_that_is_no_key_set_is_a_start_error_that_names_it()
    {
        Directory.CreateDirectory(_folder["deep"]);
        await File.WriteAllTextAsync(KeysFile, "{");

        var failure = await Assert.ThrowsAsync<FormatException>(() => StartAsync("http://127.0.0.1:1"));

        Assert.Contains(KeysFile, failure.Message);
    }

    [Fact]
    public async Task Address_that_is_none_is_a_start_error_that_names_the_variable()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync("identity:80:80"));

        Assert.Contains("services__identity-1__http__0", failure.Message);
    }

    private async Task<IHost> StartAsync(string address, Action<IServiceCollection>? describe = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Tokens:KeysFile", KeysFile), new("services:identity-1:http:0", address), new("services:identity-provider:http:0", "http://127.0.0.1:2")]);
        describe?.Invoke(builder.Services);
        builder.Services.AddTokenVerification();
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
