using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Distribution.ServiceDefaults.Tests;

/// <summary>A service with nothing but the defaults and what a test adds, on Kestrel.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningService(WebApplication app)
    {
        _app = app;
        Ended = ((IHost)app).WaitForShutdownAsync();
        Client = new() { BaseAddress = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public Task Ended { get; }

    public static async Task<RunningService> StartAsync(
        Action<WebApplicationBuilder>? build = null,
        Action<WebApplication>? map = null,
        params (string Key, string Value)[] configuration)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(configuration.Select(entry => KeyValuePair.Create(entry.Key, (string?)entry.Value)));
        builder.AddServiceDefaults();
        builder.Logging.AddFilter<ConsoleLoggerProvider>(null, LogLevel.None);
        build?.Invoke(builder);
        var app = builder.Build();
        app.MapServiceDefaults();
        map?.Invoke(app);
        await app.StartAsync();
        return new(app);
    }

    public void Terminate() => _app.Lifetime.StopApplication();

    public async Task<JsonElement> ReadAsync(string path, params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(path, headers);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<HttpResponseMessage> SendAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Terminate();
        await Ended;
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
