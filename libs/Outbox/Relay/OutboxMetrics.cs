using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Distribution.Outbox.Relay;

/// <summary>What waits, as far as this process delivers it, and what became of it.</summary>
internal sealed class OutboxMetrics : IDisposable
{
    private readonly Meter _meter = new(OutboxTelemetry.Name);
    private readonly ConcurrentDictionary<string, (long Depth, double OldestSeconds)> _waiting = new(StringComparer.Ordinal);
    private readonly Counter<long> _delivered;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _failed;

    public OutboxMetrics()
    {
        _delivered = _meter.CreateCounter<long>("outbox.delivered", "{message}", "Messages that a receiver has.");
        _rejected = _meter.CreateCounter<long>("outbox.rejected", "{message}", "Messages that a receiver refused for good; they are kept in outbox_rejected.");
        _failed = _meter.CreateCounter<long>("outbox.failures", "{request}", "Requests that a receiver did not take.");
        _meter.CreateObservableGauge("outbox.depth", () => _waiting.Select(waiting => Measured(waiting.Key, waiting.Value.Depth)), "{message}", "Messages that wait; 100,000 means that many or more.");
        _meter.CreateObservableGauge("outbox.oldest.age", () => _waiting.Select(waiting => Measured(waiting.Key, waiting.Value.OldestSeconds)), "s", "For how long the first message has waited.");
    }

    public void Waiting(string destination, long depth, double oldestSeconds) => _waiting[destination] = (depth, oldestSeconds);

    public void Settled(string destination, int delivered, int rejected)
    {
        _delivered.Add(delivered, Tag(destination));
        _rejected.Add(rejected, Tag(destination));
    }

    public void Failed(string destination) => _failed.Add(1, Tag(destination));

    public void Dispose() => _meter.Dispose();

    private static Measurement<T> Measured<T>(string destination, T value)
        where T : struct => new(value, Tag(destination));

    private static KeyValuePair<string, object?> Tag(string destination) => new("messaging.destination.name", destination);
}
