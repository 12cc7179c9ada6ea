using Distribution.Servers;

namespace Distribution.Valkey.Tests;

/// <summary>A server as clouds rent it: one address, TLS, no ROLE.</summary>
public sealed class ManagedServerTests : IAsyncLifetime
{
    private const string Variable = "DISTRIBUTION_TEST_VALKEY_PASSWORD";

    private ValkeyServer _server = null!;
    private TlsFront _front = null!;

    public async ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable(Variable, "right");
        _server = await ValkeyServer.StartAsync("--rename-command", "ROLE", "", "--user", "managed", "on", ">right", "~*", "&*", "+@all");
        _front = new TlsFront(_server.Port);
    }

    public async ValueTask DisposeAsync()
    {
        await _front.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Server_behind_tls_that_does_not_know_ROLE_is_used_as_the_primary()
    {
        await using var client = new ValkeyClient(Options("localhost", _front.Authority));

        Assert.True(await client.SetAsync("greeting", "hello"));

        Assert.Equal("hello", await client.GetTextAsync("greeting"));
        Assert.Equal("managed", (await client.ExecuteAsync(ValkeyCommand.Of("ACL", "WHOAMI"))).Text);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("localhost", false)]
    public async Task Certificate_for_another_name_or_by_an_unknown_authority_is_refused_before_the_password_is_sent(string host, bool isAuthorityKnown)
    {
        await using var client = new ValkeyClient(Options(host, isAuthorityKnown ? _front.Authority : null));

        var error = await Assert.ThrowsAsync<ValkeyUnavailableException>(() => client.PingAsync());

        Assert.Contains("TLS failed", error.Message);
        Assert.False(error.MayHaveBeenExecuted);
        Assert.Equal(0, _front.Decrypted);
    }

    [Fact]
    public async Task Password_variable_that_is_not_set_is_named()
    {
        await using var client = new ValkeyClient(Options("localhost", _front.Authority) with { Credentials = new("managed", "") { PasswordVariable = "NOT_SET_AT_ALL" } });

        Assert.Contains("NOT_SET_AT_ALL", (await Assert.ThrowsAsync<ValkeyUnavailableException>(() => client.PingAsync())).Message);
    }

    private ValkeyOptions Options(string host, string? authority) =>
        ValkeyOptions.Parse($"endpoint={host}:{_front.Port};tls=true;user=managed;passwordVariable={Variable}") with { TlsAuthority = authority, ConnectTimeout = Eventually.Patience, CommandTimeout = Eventually.Patience };
}
