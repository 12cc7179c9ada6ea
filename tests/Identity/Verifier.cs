using System.Net;
using System.Net.Http.Headers;
using Distribution.Servers;
using Distribution.ServiceDefaults;
using Distribution.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Distribution.Identity.Tests;

/// <summary>Some other service, which knows its callers by their tokens; it keeps its keys in a folder, so that it can be started again.</summary>
internal sealed class Verifier : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Verifier(WebApplication app)
    {
        _app = app;
        Client = new() { BaseAddress = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
    }

    public HttpClient Client { get; }

    public static async Task<Verifier> StartAsync(string keysFile, params string[] identities)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(identities
            .Select((address, index) => KeyValuePair.Create($"services:identity-{index + 1}:http:0", (string?)address))
            .Append(new("Tokens:KeysFile", keysFile))
            .Append(new("Drain:Delay", "00:00:00")));
        builder.AddServiceDefaults();
        builder.AddTokenAuthentication();
        builder.Logging.AddFilter<ConsoleLoggerProvider>(null, LogLevel.None);
        var app = builder.Build();
        app.MapServiceDefaults();
        app.UseTokenAuthentication();
        app.MapGet("/users", (HttpContext context) => context.User.Identity!.Name!).RequireCaller();
        app.MapGet("/internal/services", (HttpContext context) => context.User.Identity!.Name!).RequireService();
        await app.StartAsync();
        var verifier = new Verifier(app);
        await Eventually.True(async () => (await verifier.Client.GetAsync("/readyz")).IsSuccessStatusCode, because: "the verifier has keys");
        return verifier;
    }

    public async Task<HttpStatusCode> AskAsync(string token, string path = "/users")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var answer = await Client.SendAsync(request);
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
