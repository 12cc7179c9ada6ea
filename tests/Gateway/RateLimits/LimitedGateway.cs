using System.Net.Http.Headers;
using Distribution.Gateway.RateLimits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Distribution.Gateway.Tests.RateLimits;

/// <summary>The real gateway before one backend in this process that answers everything with its path and name.</summary>
internal sealed class LimitedGateway : IAsyncDisposable
{
    private static readonly string[] Clusters = ["api", "identity", "worker", "audit"];

    private readonly List<WebApplication> _running = [];
    private int _arrivals;

    /// <summary>Sign-ins that reached the backend.</summary>
    public int SignIns => Volatile.Read(ref _arrivals);

    public HttpClient Client { get; private set; } = null!;

    public bool IsShared => _running[^1].Services.GetRequiredService<RateCounter>().IsShared;

    public static async Task<LimitedGateway> StartAsync(string? valkey, params (string Key, string Value)[] settings)
    {
        var gateway = new LimitedGateway();
        var destinations = new List<KeyValuePair<string, string?>>();
        foreach (var cluster in Clusters)
        {
            destinations.Add(new($"ReverseProxy:Clusters:{cluster}:Destinations:{cluster}-1:Address", await gateway.StartBackendAsync(cluster)));
        }

        var app = GatewayHost.Build([], builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Configuration.AddInMemoryCollection(destinations);
            builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
            builder.Configuration["ConnectionStrings:valkey"] = valkey;
            builder.Configuration["Drain:Delay"] = "00:00:00";
            builder.Logging.SetMinimumLevel(LogLevel.Error);
        });
        await app.StartAsync();
        gateway._running.Add(app);
        gateway.Client = new() { BaseAddress = new(AddressOf(app)) };
        return gateway;
    }

    public async Task<HttpResponseMessage> GetAsync(string path, string? token = null, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path) { Headers = { Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token) } };
        return await Client.SendAsync(request);
    }

    /// <summary>How many of so many requests, sent as fast as they go, were let through.</summary>
    public async Task<int> AllowedAsync(int requests, string path = "/requests", Func<int, string?>? token = null)
    {
        var allowed = 0;
        for (var number = 0; number < requests; number++)
        {
            using var answer = await GetAsync(path, token?.Invoke(number));
            allowed += answer.IsSuccessStatusCode ? 1 : 0;
        }

        return allowed;
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        foreach (var app in Enumerable.Reverse(_running))
        {
            await app.DisposeAsync();
        }
    }

    private static string AddressOf(WebApplication app) => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    private async Task<string> StartBackendAsync(string name)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(async context =>
        {
            Interlocked.Add(ref _arrivals, context.Request.Path == "/token" ? 1 : 0);
            if (int.TryParse(context.Request.Query["milliseconds"], out var milliseconds))
            {
                await Task.Delay(milliseconds, context.RequestAborted);
            }

            await context.Response.WriteAsync($"{name} {context.Request.Path}");
        });
        await app.StartAsync();
        _running.Add(app);
        return AddressOf(app);
    }
}
