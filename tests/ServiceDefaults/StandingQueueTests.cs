using Distribution.Servers;
using Distribution.ServiceDefaults.Overload;

namespace Distribution.ServiceDefaults.Tests;

public sealed class StandingQueueTests
{
    private static readonly TimeSpan Short = CongestionDefaults.Target;
    private static readonly TimeSpan Long = CongestionDefaults.Target + TimeSpan.FromMilliseconds(1);

    private readonly ManualTime _time = new();
    private readonly StandingQueue _queue;

    public StandingQueueTests() => _queue = new(_time);

    [Fact]
    public void A_burst_is_let_in_however_long_it_waits()
    {
        HaveInWork(CongestionDefaults.Few);
        for (var i = 0; i < 20; i++)
        {
            _time.Advance(CongestionDefaults.Burst - TimeSpan.FromMilliseconds(1));
            Assert.NotNull(_queue.Admit(TimeSpan.FromSeconds(2)));
            Assert.NotNull(_queue.Admit(Short));
        }
    }

    [Fact]
    public void Once_waits_were_long_for_the_time_of_a_burst_only_those_get_in_that_waited_shortly()
    {
        HaveInWork(CongestionDefaults.Few);
        StandForLong();

        Assert.Null(_queue.Admit(Long));
        Assert.NotNull(_queue.Admit(Short));
        Assert.NotNull(_queue.Admit(Long));
    }

    [Fact]
    public void A_service_that_had_nothing_to_do_lets_the_next_ones_in_however_long_they_wait()
    {
        HaveInWork(CongestionDefaults.Few);
        for (var i = 0; i < 20; i++)
        {
            _time.Advance(CongestionDefaults.Burst + TimeSpan.FromMilliseconds(1));
            Assert.NotNull(_queue.Admit(Long));
        }
    }

    [Fact]
    public void Few_requests_are_let_in_however_long_all_wait()
    {
        HaveInWork(CongestionDefaults.Few - 3);
        StandForLong();

        var last = _queue.Admit(Long);
        Assert.NotNull(last);
        Assert.Null(_queue.Admit(Long));

        last.Dispose();
        last.Dispose();
        Assert.NotNull(_queue.Admit(Long));
        Assert.Null(_queue.Admit(Long));
    }

    private void HaveInWork(int requests)
    {
        for (var i = 0; i < requests; i++)
        {
            Assert.NotNull(_queue.Admit(Short));
        }
    }

    private void StandForLong()
    {
        Assert.NotNull(_queue.Admit(Long));
        _time.Advance(CongestionDefaults.Burst);
        Assert.NotNull(_queue.Admit(Long));
        _time.Advance(TimeSpan.FromMilliseconds(1));
    }
}
