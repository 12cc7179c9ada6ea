using Distribution.Drills.Workloads;

namespace Distribution.Drills.Tests;

public sealed class PaceTests
{
    private const double PerSecond = 100;
    private static readonly TimeSpan RampUp = TimeSpan.FromSeconds(10);

    [Fact]
    public void Steady_load_begins_its_operations_at_equal_distances() =>
        Assert.Equal([0, 10, 20, 30], Enumerable.Range(0, 4).Select(number => Pace.Due(number, PerSecond, TimeSpan.Zero).TotalMilliseconds));

    [Fact]
    public void Load_that_rises_has_begun_a_quarter_of_its_operations_in_half_the_time_and_goes_on_at_its_rate()
    {
        var half = PerSecond * RampUp.TotalSeconds / 2;
        Assert.Equal(RampUp / 2, Pace.Due((int)(half / 4), PerSecond, RampUp));
        Assert.Equal(RampUp, Pace.Due((int)half, PerSecond, RampUp));
        Assert.Equal(RampUp + TimeSpan.FromSeconds(1), Pace.Due((int)(half + PerSecond), PerSecond, RampUp));
    }

    [Fact]
    public void Load_that_rises_begins_no_operation_before_the_one_before_it_nor_faster_than_its_rate()
    {
        var due = Enumerable.Range(0, 2000).Select(number => Pace.Due(number, PerSecond, RampUp).TotalSeconds).ToArray();
        Assert.All(due.Skip(1).Zip(due), pair => Assert.True(pair.First - pair.Second >= (1 / PerSecond) - 1e-6));
    }
}
