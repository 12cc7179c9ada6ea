using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Distribution.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Distribution.Worker.Tests;

/// <summary>A worker on Kestrel, in this process. It knows no audit service: what it has for it stays in its outbox.</summary>
internal sealed class RunningWorker : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    // One issuer for all tests, whose folder nobody else removes.
    static RunningWorker() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Issuer.Dispose();

    private RunningWorker(WebApplication app, JobsCopy jobs)
    {
        (_app, Jobs) = (app, jobs);
        _http = new HttpClient { BaseAddress = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
    }

    public static TestIssuer Issuer { get; } = new();

    public JobsCopy Jobs { get; }

    public IReadOnlyList<RouteEndpoint> Endpoints => [.. _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public static async Task<RunningWorker> StartAsync(JobsPostgres postgres, params string[] more)
    {
        var jobs = await postgres.CopyAsync();
        string[] args =
        [
            "--urls=http://127.0.0.1:0", $"--ConnectionStrings:jobs={jobs.ServiceConnection}", "--Drain:Delay=00:00:00", "--Jobs:RetryDelay=00:00:00.02", "--Jobs:MaxRetryDelay=00:00:00.1",
            .. Issuer.Configuration.Select(setting => $"--{setting.Key}={setting.Value}"), .. more,
        ];
        var app = WorkerHost.Build(args, builder => builder.Logging.AddFilter<ConsoleLoggerProvider>(null, LogLevel.None));
        await app.StartAsync();
        return new(app, jobs);
    }

    public Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string path, string? token = null) => SendAsync(HttpMethod.Get, path, null, token ?? Operator);

    public Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, object body, string? token = null, string? key = null) =>
        SendAsync(HttpMethod.Post, path, JsonContent.Create(body), token ?? Operator, key);

    public Task<(HttpStatusCode Status, JsonElement Body)> PostTextAsync(string path, string body) =>
        SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"), Operator);

    public async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, HttpContent? content, string token, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    /// <summary>Orders as another service does.</summary>
    public Task<(HttpStatusCode Status, JsonElement Body)> OrderAsync(params object[] messages) => PostAsync("/internal/messages", new { source = "access", messages }, Service);

    public static object Message(Guid id, object payload) => new { id, type = "job", key = $"grant/{id}", occurredAt = "2026-01-01T00:00:00Z", traceParent = (string?)null, payload };

    public static string Operator => Issuer.UserToken("operator", "operator");

    public static string Service => Issuer.ServiceToken("api");

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
