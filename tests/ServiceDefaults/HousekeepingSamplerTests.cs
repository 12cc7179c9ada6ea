using System.Diagnostics;
using Distribution.ServiceDefaults.Telemetry;
using OpenTelemetry.Trace;

namespace Distribution.ServiceDefaults.Tests;

public sealed class HousekeepingSamplerTests
{
    [Theory]
    [InlineData("postgresql", ActivityKind.Client, SamplingDecision.Drop)]
    [InlineData("proxy.cluster_health_checks", ActivityKind.Internal, SamplingDecision.Drop)]
    [InlineData("System.Net.Http.HttpRequestOut", ActivityKind.Client, SamplingDecision.RecordAndSample)]
    [InlineData("Microsoft.AspNetCore.Hosting.HttpRequestIn", ActivityKind.Server, SamplingDecision.RecordAndSample)]
    public void Root_is_kept_unless_it_is_housekeeping(string name, ActivityKind kind, SamplingDecision expected) => Assert.Equal(expected, Decide(default, name, kind));

    [Fact]
    public void Query_of_a_recorded_request_is_kept()
    {
        var request = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);

        Assert.Equal(SamplingDecision.RecordAndSample, Decide(request, "postgresql", ActivityKind.Client));
    }

    private static SamplingDecision Decide(ActivityContext parent, string name, ActivityKind kind) =>
        HousekeepingSampler.Create().ShouldSample(new SamplingParameters(parent, ActivityTraceId.CreateRandom(), name, kind)).Decision;
}
