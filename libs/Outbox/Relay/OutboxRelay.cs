using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distribution.Outbox.Relay;

/// <summary>Watches one outbox and delivers to each of its destinations.</summary>
internal sealed class OutboxRelay(OutboxOptions options, IServiceProvider services, IConfiguration configuration, IHttpClientFactory clients, TimeProvider time, ILogger<OutboxRelay> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var metrics = new OutboxMetrics();
        var open = options.Open!(services);
        var signals = new Dictionary<string, WakeSignal>(StringComparer.Ordinal);
        var running = new List<Task>();
        foreach (var (destination, service) in options.Destinations)
        {
            var replicas = Replicas.Of(service, configuration);
            if (replicas.Count == 0)
            {
                OutboxLog.NoReplica(logger, options.Source, destination, service);
                continue;
            }

            var signal = signals[destination] = new WakeSignal();
            var courier = new Courier(clients, options.Source, destination, options.SendTimeout, time);
            running.Add(new Delivery(new OutboxStore(open, destination), courier, replicas, signal, options, destination, metrics, time, logger).RunAsync(stoppingToken));
        }

        if (signals.Count > 0)
        {
            running.Add(new OutboxWatch(open, options.Source, options.PollEvery, signals, time, logger).RunAsync(stoppingToken));
        }

        await Task.WhenAll(running);
    }
}
