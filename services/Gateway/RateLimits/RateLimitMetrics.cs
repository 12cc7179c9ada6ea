using System.Diagnostics.Metrics;

namespace Distribution.Gateway.RateLimits;

/// <summary>What was refused, and whether replicas count together.</summary>
internal sealed class RateLimitMetrics : IDisposable
{
    private readonly Meter _meter = new("Distribution.Gateway");
    private readonly Counter<long> _refused;

    public RateLimitMetrics(RateCounter counter)
    {
        _refused = _meter.CreateCounter<long>("gateway.rate_limit.refused", "{request}", "Requests refused with 429");
        _meter.CreateObservableGauge("gateway.rate_limit.shared", () => counter.IsShared ? 1 : 0, description: "1 while Valkey counts for all replicas, 0 while this one counts by itself");
    }

    public void Refused(string limit) => _refused.Add(1, new KeyValuePair<string, object?>("limit", limit));

    public void Dispose() => _meter.Dispose();
}
