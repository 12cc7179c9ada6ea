using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distribution.Outbox.Tests;

/// <summary>A relay as a service has it, in a host of its own.</summary>
internal sealed class RunningRelay(IHost host, Gate gate) : IAsyncDisposable
{
    /// <summary>Holds up what this relay sends, and with it the whole relay, as a frozen process is.</summary>
    public Gate Gate => gate;

    public static async Task<RunningRelay> StartAsync(TestDatabase database, params Receiver[] replicas)
    {
        var gate = new Gate();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(replicas.Select((replica, index) => KeyValuePair.Create($"services:audit-{index + 1}:http:0", (string?)replica.Address)));
        builder.Services.AddOutbox("access", options =>
        {
            options.Open = _ => database.Source.OpenConnectionAsync;
            options.Destinations["audit"] = "audit";
        }).AddHttpMessageHandler(() => new GateHandler(gate));
        var host = builder.Build();
        await host.StartAsync();
        return new(host, gate);
    }

    public async ValueTask DisposeAsync()
    {
        gate.Open();
        await host.StopAsync();
        host.Dispose();
    }

    private sealed class GateHandler(Gate gate) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (gate.IsClosed)
            {
                // Frozen: no time-out of its own wakes it, and what it then does is what it was about to do.
                await gate.PassAsync();
                return await base.SendAsync(request, CancellationToken.None);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
