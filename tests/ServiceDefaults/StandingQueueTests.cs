using Distribution.Servers;
using Distribution.ServiceDefaults.Overload;

namespace Distribution.ServiceDefaults.Tests;

public sealed class StandingQueueTests
{
    private static readonly TimeSpan Short = CongestionDefaults.Target;
    private static readonly TimeSpan Long = CongestionDefaults.Target + TimeSpan.FromMilliseconds(1);

    private readonly ManualTime _time = new();

    [Fact]
    public void A_burst_is_let_in_however_long_it_waits()
    {
        var queue = new StandingQueue(_time);
        for (var i = 0; i < 20; i++)
        {
            _time.Advance(CongestionDefaults.Burst - TimeSpan.FromMilliseconds(1));
            Assert.True(queue.Admits(TimeSpan.FromSeconds(2)));
            Assert.True(queue.Admits(Short));
        }
    }

    [Fact]
    public void Once_waits_were_long_for_the_time_of_a_burst_only_those_get_in_that_waited_shortly()
    {
        var queue = new StandingQueue(_time);
        Assert.True(queue.Admits(Long));
        _time.Advance(CongestionDefaults.Burst);
        Assert.True(queue.Admits(Long));
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.False(queue.Admits(Long));
        Assert.True(queue.Admits(Short));
        Assert.True(queue.Admits(Long));
    }

    [Fact]
    public void A_service_that_had_nothing_to_do_lets_the_next_ones_in_however_long_they_wait()
    {
        var queue = new StandingQueue(_time);
        for (var i = 0; i < 20; i++)
        {
            _time.Advance(CongestionDefaults.Burst + TimeSpan.FromMilliseconds(1));
            Assert.True(queue.Admits(Long));
        }
    }
}
