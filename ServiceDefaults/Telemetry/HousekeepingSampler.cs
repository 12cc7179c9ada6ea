using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Distribution.ServiceDefaults.Telemetry;

/// <summary>
/// Keeps out of the traces what services do by themselves several times a second: renewing leases, looking at the database, checking destinations. What a request causes is kept, and so is what one
/// service asks of another.
/// </summary>
internal sealed class HousekeepingSampler : Sampler
{
    private const string HttpRequest = "System.Net.Http.HttpRequestOut";
    private const string ProxyHealthPrefix = "proxy.";

    /// <summary>Decides for spans without a parent only; the others follow theirs.</summary>
    public static Sampler Create() => new ParentBasedSampler(new HousekeepingSampler());

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) => new(IsHousekeeping(samplingParameters) ? SamplingDecision.Drop : SamplingDecision.RecordAndSample);

    private static bool IsHousekeeping(in SamplingParameters root) =>
        (root.Kind == ActivityKind.Client && root.Name != HttpRequest) || root.Name.StartsWith(ProxyHealthPrefix, StringComparison.Ordinal);
}
