using Distribution.Drills.Recovery;

namespace Distribution.Drills.Tests;

public sealed class OutageTests
{
    [Fact]
    public void Longest_gap_after_the_fault_is_the_outage()
    {
        var outage = Measure(Steady(0, 10).Fault(10.05), Steady(11.5, 20))!;

        Assert.InRange(outage.LongestGap.TotalSeconds, 1.5, 1.7);
        Assert.Equal(TimeSpan.Zero, outage.ToStable);
    }

    [Fact]
    public void Gap_no_longer_than_before_the_fault_is_none() => Assert.Equal(TimeSpan.Zero, Measure(Steady(0, 10).Fault(5), new Past())!.LongestGap);

    [Fact]
    public void Failures_are_over_at_the_first_of_a_row_of_successes()
    {
        var past = Steady(0, 10).Fault(10.05);
        past.Failed("write", "k", 10.1, 10.4).Ok("write", "k", 10.5, 10.6).Failed("write", "k", 10.6, 10.9);

        var outage = Measure(past, Steady(11.5, 20))!;

        Assert.InRange(outage.ToStable.TotalSeconds, 1.5, 1.8);
    }

    [Fact]
    public void Workload_that_never_succeeds_again_cannot_be_measured() => Assert.Null(Measure(Steady(0, 10).Fault(10.05), new Past()));

    private static Outage? Measure(Past before, Past after)
    {
        var history = before.History with { Operations = [.. before.History.Operations, .. after.History.Operations] };
        return Outage.Measure(history, "w", Outage.UsualGap(history, "w"));
    }

    private static Past Steady(double from, double to)
    {
        var past = new Past();
        for (var time = from; time < to; time += 0.02)
        {
            past.Ok("write", "k", time, time + 0.01);
        }

        return past;
    }
}
