using Distribution.Gateway.Retry;
using Distribution.Servers;

namespace Distribution.Gateway.Tests.Retry;

public sealed class RepeatsTests
{
    // What a gateway may repeat at once that was idle until now.
    private const int Few = (int)RetryDefaults.RepeatsPerSecond * 10;

    private readonly ManualTime _time = new();

    [Fact]
    public void A_fifth_of_the_requests_and_a_few_more_may_be_repeated()
    {
        var repeats = new Repeats(_time);
        Send(repeats, 1000);

        Assert.Equal(Few + 200, Taken(repeats, 1000));
    }

    [Fact]
    public void What_was_repeated_is_forgotten_as_fast_as_what_was_asked_for()
    {
        var repeats = new Repeats(_time);
        Send(repeats, 1000);
        Taken(repeats, 1000);

        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.InRange(Taken(repeats, 1000), Few - 1, Few);
    }

    [Fact]
    public void Where_every_request_fails_at_first_a_fifth_is_repeated_in_the_long_run()
    {
        var repeats = new Repeats(_time);
        var taken = 0;
        for (var second = 0; second < 60; second++)
        {
            for (var i = 0; i < 200; i++)
            {
                repeats.Count();
                taken += repeats.TryTake() ? 1 : 0;
                _time.Advance(TimeSpan.FromMilliseconds(5));
            }
        }

        Assert.InRange(taken, 60 * 40, (60 * (40 + 10)) + 500);
    }

    private static void Send(Repeats repeats, int requests)
    {
        for (var i = 0; i < requests; i++)
        {
            repeats.Count();
        }
    }

    private static int Taken(Repeats repeats, int tries) => Enumerable.Range(0, tries).Count(_ => repeats.TryTake());
}
