using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Distribution.ServiceDefaults.Telemetry;

/// <summary>
/// Keeps out of the traces what services do by themselves several times a second: renewing leases, looking at the database, checking destinations. What a request causes is kept, and so is what one
/// service asks of another, up to a rate, a lower one for jobs that time drives: a person follows a few traces, and thousands of them cost a small machine more than the requests themselves.
/// </summary>
internal sealed class HousekeepingSampler(TraceRate asked, TraceRate unasked) : Sampler
{
    private const string HttpRequest = "System.Net.Http.HttpRequestOut";
    private const string ProxyHealthPrefix = "proxy.";

    /// <summary>Decides for spans without a parent only; the others follow theirs.</summary>
    public static Sampler Create(TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        return new ParentBasedSampler(new HousekeepingSampler(new TraceRate(TelemetryDefaults.TracesPerSecond, time), new TraceRate(TelemetryDefaults.UnaskedTracesPerSecond, time)));
    }

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        var rate = samplingParameters.Kind == ActivityKind.Consumer ? unasked : asked;
        return new(!IsHousekeeping(samplingParameters) && rate.TryTake() ? SamplingDecision.RecordAndSample : SamplingDecision.Drop);
    }

    private static bool IsHousekeeping(in SamplingParameters root) =>
        (root.Kind == ActivityKind.Client && root.Name != HttpRequest) || root.Name.StartsWith(ProxyHealthPrefix, StringComparison.Ordinal);
}
