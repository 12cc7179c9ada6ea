using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Distribution.Worker.Tests;

/// <summary>Plays a replica of the Api: remembers what it was asked, and answers what the test says.</summary>
internal sealed class StandInApi : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StandInApi(WebApplication app) => _app = app;

    public ConcurrentQueue<Call> Calls { get; } = [];

    /// <summary>What to answer; null for never.</summary>
    public Func<Call, (HttpStatusCode Status, object Body)?> Answer { get; set; } = _ => (HttpStatusCode.OK, new { });

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<StandInApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var api = new StandInApi(app);
        app.Run(api.TakeAsync);
        await app.StartAsync();
        return api;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var call = new Call(context.Request.Path, body.RootElement.GetProperty("lease").GetString()!, body.RootElement.GetProperty("term").GetInt64(), context.Request.Headers.Authorization.ToString());
        Calls.Enqueue(call);
        if (Answer(call) is not { } answer)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        context.Response.StatusCode = (int)answer.Status;
        await context.Response.WriteAsJsonAsync(answer.Body);
    }

    /// <summary>One request.</summary>
    internal sealed record Call(string Path, string Lease, long Term, string Authorization);
}
