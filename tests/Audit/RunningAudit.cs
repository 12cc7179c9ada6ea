using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Distribution.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Distribution.Audit.Tests;

/// <summary>The service on Kestrel, in this process, with a database and a checkpoint of its own.</summary>
internal sealed class RunningAudit : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Database _database;
    private WebApplication? _app;
    private HttpClient? _client;

    private RunningAudit(Database database, string name) => (_database, Name) = (database, name);

    public string Name { get; }

    public string CheckpointFile => _folder["checkpoint.json"];

    public string KeyFile => _folder["key"];

    public static async Task<RunningAudit> StartAsync(Database database)
    {
        var audit = new RunningAudit(database, await database.CopyAsync());
        await audit.StartAgainAsync();
        return audit;
    }

    /// <summary>Another replica: the same database and key, and a checkpoint of its own.</summary>
    public async Task<RunningAudit> StartBesideAsync()
    {
        var other = new RunningAudit(_database, Name);
        File.Copy(KeyFile, other.KeyFile);
        await other.StartAgainAsync();
        return other;
    }

    public static string[] Arguments(Database database, string name, string checkpoint, string key) =>
    [
        $"--ConnectionStrings:audit=Host=127.0.0.1:{database.Server.Port};Database={name};Username=audit",
        $"--Audit:CheckpointFile={checkpoint}",
        $"--Audit:CheckpointKeyFile={key}",
        "--Drain:Delay=00:00:00",
        .. database.Issuer.Configuration.Select(setting => $"--{setting.Key}={setting.Value}"),
    ];

    public async Task StartAgainAsync()
    {
        _app = AuditHost.Build([.. Arguments(_database, Name, CheckpointFile, KeyFile), "--urls=http://127.0.0.1:0"], builder => builder.Logging.ClearProviders());
        await _app.StartAsync();
        _client = new HttpClient { BaseAddress = new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
        await Eventually.True(async () => (await GetAsync("/readyz", null)).Status == HttpStatusCode.OK, because: "the service is ready");
    }

    public async Task StopAsync()
    {
        _client!.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
    }

    public Task<object?> ExecuteAsync(string sql) => _database.Server.ExecuteAsync(sql, Name);

    public string Auditor => _database.Issuer.UserToken("auditor", "auditor");

    public Task<Answered> GetAsync(string path) => GetAsync(path, Auditor);

    public Task<Answered> GetAsync(string path, string? token) => SendAsync(HttpMethod.Get, path, token, null);

    public Task<Answered> PostAsync(string body, string? token = null) => SendAsync(HttpMethod.Post, "/internal/messages", token ?? _database.Issuer.ServiceToken("api"), body);

    /// <summary>Reports things numbered from one to another, as a relay would.</summary>
    public async Task ReportAsync(int from, int to)
    {
        var answer = await PostAsync(Messages.Batch([.. Enumerable.Range(from, to - from + 1).Select(n => Messages.Of(n))]));
        Assert.True(answer.Status == HttpStatusCode.OK, answer.ToString());
    }

    public async Task<Answered> SendAsync(HttpMethod method, string path, string? token, string? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await _client!.SendAsync(request);
        return new(response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync(), response.Headers.TryGetValues("Link", out var links) ? links.Single() : null);
    }

    /// <summary>Sends a request and gives the time to its first and to its last byte.</summary>
    public async Task<(TimeSpan First, TimeSpan Last, JsonElement Json)> TimeAsync(string path)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = new("Bearer", Auditor) } };
        using var response = await _client!.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        using var all = new MemoryStream();
        var buffer = new byte[4096];
        all.Write(buffer, 0, await body.ReadAsync(buffer));
        var first = TimeProvider.System.GetElapsedTime(began);
        await body.CopyToAsync(all);
        return (first, TimeProvider.System.GetElapsedTime(began), JsonElement.Parse(all.ToArray()));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }
}
