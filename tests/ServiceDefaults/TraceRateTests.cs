using Distribution.Servers;
using Distribution.ServiceDefaults.Telemetry;

namespace Distribution.ServiceDefaults.Tests;

public sealed class TraceRateTests
{
    [Fact]
    public void Burst_is_given_then_nothing_until_time_has_passed()
    {
        var time = new ManualTime();
        var rate = new TraceRate(10, time);

        Assert.Equal(20, Enumerable.Range(0, 100).Count(_ => rate.TryTake()));
        time.Advance(TimeSpan.FromSeconds(0.55));
        Assert.Equal(5, Enumerable.Range(0, 100).Count(_ => rate.TryTake()));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(20, Enumerable.Range(0, 100).Count(_ => rate.TryTake()));
    }
}
