using System.Diagnostics;
using System.Net;
using Distribution.Scheduler.Sweeps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Distribution.Scheduler.Tests;

/// <summary>Plays the Api's sweep on a port of its own: accepts a term that is not lower than any seen, on whichever of its replicas, and remembers.</summary>
internal sealed class SweptApi : IAsyncDisposable
{
    private readonly Fence _fence;
    private readonly WebApplication _app;

    private SweptApi(Fence fence, WebApplication app) => (_fence, _app) = (fence, app);

    /// <summary>What this replica answers instead of sweeping.</summary>
    public HttpStatusCode? Refusal { get; set; }

    /// <summary>Whether this replica takes requests and never answers.</summary>
    public bool Hangs { get; set; }

    public int Asked { get; private set; }

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<SweptApi> StartAsync(Fence fence)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var api = new SweptApi(fence, app);
        app.MapPost("/internal/sweeps", (Delegate)api.SweepAsync);
        await app.StartAsync();
        return api;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> SweepAsync(HttpContext context)
    {
        Asked++;
        if (Hangs)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }

        if (Refusal is { } refusal)
        {
            return Results.StatusCode((int)refusal);
        }

        var order = await context.Request.ReadFromJsonAsync<SweepOrder>(context.RequestAborted);
        return _fence.Pass(order!) ? Results.Ok() : Results.Conflict();
    }

    /// <summary>The highest term that has swept, shared by all replicas as the database is.</summary>
    internal sealed class Fence
    {
        private readonly List<Sweep> _sweeps = [];
        private readonly Lock _lock = new();

        public IReadOnlyList<Sweep> Sweeps
        {
            get
            {
                lock (_lock)
                {
                    return [.. _sweeps];
                }
            }
        }

        /// <summary>What was accepted.</summary>
        public IReadOnlyList<Sweep> Accepted => [.. Sweeps.Where(sweep => sweep.Accepted)];

        public bool Pass(SweepOrder order)
        {
            lock (_lock)
            {
                var accepted = _sweeps.All(sweep => sweep.Term <= order.Term);
                _sweeps.Add(new(order.Lease, order.Term, accepted, Stopwatch.GetTimestamp()));
                return accepted;
            }
        }
    }

    /// <summary>One order that arrived.</summary>
    internal sealed record Sweep(string Lease, long Term, bool Accepted, long At);
}
