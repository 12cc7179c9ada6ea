using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Distribution.Api.Tests;

/// <summary>Takes what an outbox delivers, as the audit service and the worker do; while it is out it takes nothing.</summary>
internal sealed class StandInReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<JsonElement> _messages = new();
    private readonly ConcurrentDictionary<string, bool> _credentials = new();
    private volatile bool _out;

    private StandInReceiver(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public bool IsOut
    {
        get => _out;
        set => _out = value;
    }

    public IReadOnlyList<JsonElement> Messages => [.. _messages];

    public IEnumerable<string> Credentials => _credentials.Keys;

    public static async Task<StandInReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new StandInReceiver(app);
        app.MapPost("/internal/messages", receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>The actions of the audit records about a subject, in the order of their arrival.</summary>
    public IEnumerable<string> Actions(string subject) => Messages
        .Where(message => message.GetProperty("type").GetString() == "audit" && message.GetProperty("key").GetString() == subject)
        .Select(message => message.GetProperty("payload").GetProperty("action").GetString()!);

    /// <summary>The jobs that were ordered, by kind, in the order of their arrival.</summary>
    public IEnumerable<string> Jobs => Messages
        .Where(message => message.GetProperty("type").GetString() == "job")
        .Select(message => message.GetProperty("payload").GetProperty("kind").GetString()!);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        if (_out)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        _credentials[context.Request.Headers.Authorization.ToString()] = true;
        foreach (var message in body.RootElement.GetProperty("messages").EnumerateArray())
        {
            _messages.Enqueue(message.Clone());
        }

        await context.Response.WriteAsync("""{"accepted":1,"duplicates":0,"rejected":[]}""");
    }
}
