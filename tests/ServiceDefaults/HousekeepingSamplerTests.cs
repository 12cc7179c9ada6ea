using System.Diagnostics;
using Distribution.Servers;
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

    [Fact]
    public void Jobs_that_nobody_asked_for_are_kept_once_in_ten_seconds_and_take_nothing_from_requests()
    {
        var time = new ManualTime();
        var sampler = HousekeepingSampler.Create(time);

        var decisions = Enumerable.Range(0, 20).Select(_ =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return Decide(sampler, default, "job access.sweep", ActivityKind.Consumer);
        }).ToList();

        Assert.Equal(2, decisions.Count(decision => decision == SamplingDecision.RecordAndSample));
        Assert.Equal(SamplingDecision.RecordAndSample, Decide(sampler, default, "GET", ActivityKind.Server));
    }

    private static SamplingDecision Decide(ActivityContext parent, string name, ActivityKind kind) => Decide(HousekeepingSampler.Create(), parent, name, kind);

    private static SamplingDecision Decide(Sampler sampler, ActivityContext parent, string name, ActivityKind kind) =>
        sampler.ShouldSample(new SamplingParameters(parent, ActivityTraceId.CreateRandom(), name, kind)).Decision;
}
