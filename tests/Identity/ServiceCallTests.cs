using System.Net;
using Distribution.Servers;
using Distribution.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distribution.Identity.Tests;

/// <summary>One service calls another with its own token, as all of them do.</summary>
public sealed class ServiceCallTests(IdentityPostgres postgres) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private RunningIdentity _identity = null!;
    private Verifier _called = null!;

    public async ValueTask InitializeAsync()
    {
        _identity = await postgres.StartIdentityAsync();
        _called = await Verifier.StartAsync(_folder["jwks.json"], _identity.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _called.DisposeAsync();
        await _identity.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Calls_go_on_while_identity_is_out()
    {
        using var caller = await StartCallerAsync();
        Assert.Equal((HttpStatusCode.OK, "worker"), await CallAsync(caller));

        await _identity.StopAsync();

        for (var call = 0; call < 20; call++)
        {
            Assert.Equal((HttpStatusCode.OK, "worker"), await CallAsync(caller));
        }
    }

    [Fact]
    public async Task Call_with_a_token_of_a_withdrawn_key_is_made_again_with_a_new_one()
    {
        using var caller = await StartCallerAsync();
        Assert.Equal(HttpStatusCode.OK, (await CallAsync(caller)).Status);
        var old = await caller.Services.GetRequiredService<IServiceTokens>().GetAsync(CancellationToken.None);
        var operators = await _identity.SignInAsync("operator");

        using var withdrawn = await _identity.SendAsync(HttpMethod.Post, $"/keys/{_identity.Get<Keys.KeyStore>().Ledger.Current.KeyId}/withdraw", operators);
        await Eventually.True(async () => await _called.AskAsync(old, "/internal/services") == HttpStatusCode.Unauthorized, because: "the called service has heard of it");

        Assert.Equal((HttpStatusCode.OK, "worker"), await CallAsync(caller));
    }

    [Fact]
    public async Task Service_started_while_identity_is_out_calls_as_soon_as_it_is_back()
    {
        await _identity.StopAsync();
        using var caller = await StartCallerAsync();
        await Assert.ThrowsAsync<IdentityUnavailableException>(() => CallAsync(caller));

        await _identity.StartAgainAsync();

        await Eventually.True(async () => (await CallAsync(caller)).Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Service_without_an_account_does_not_start_and_says_what_to_set()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => StartCallerAsync(clientId: null));

        Assert.Contains("Tokens__ClientId", failure.Message);
    }

    private async Task<IHost> StartCallerAsync(string? clientId = "worker")
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
            [new("Tokens:ClientId", clientId), new("Tokens:ClientSecretFile", _identity.Folder["worker"]), new("services:identity-1:http:0", _identity.Address)]);
        builder.Services.AddServiceTokens();
        builder.Services.AddHttpClient("called", client => client.BaseAddress = _called.Client.BaseAddress).AddHttpMessageHandler<ServiceTokenHandler>();
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static async Task<(HttpStatusCode Status, string Caller)> CallAsync(IHost caller)
    {
        using var client = caller.Services.GetRequiredService<IHttpClientFactory>().CreateClient("called");
        using var answer = await client.GetAsync("/internal/services");
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
