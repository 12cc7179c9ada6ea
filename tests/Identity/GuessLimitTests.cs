using Distribution.Identity.Logins;
using Distribution.Servers;

namespace Distribution.Identity.Tests;

public sealed class GuessLimitTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Guesses_beyond_the_burst_wait_for_one_refill_each()
    {
        var limit = new GuessLimit(_time);
        for (var guess = 0; guess < GuessLimit.Burst; guess++)
        {
            Assert.Null(limit.Take("requester"));
        }

        Assert.Equal(GuessLimit.Refill, limit.Take("requester"));
        _time.Advance(GuessLimit.Refill);
        Assert.Null(limit.Take("requester"));
        Assert.NotNull(limit.Take("requester"));
    }

    [Fact]
    public void Right_guess_does_not_count()
    {
        var limit = new GuessLimit(_time);
        for (var login = 0; login < 5 * GuessLimit.Burst; login++)
        {
            Assert.Null(limit.Take("requester"));
            limit.Return("requester");
        }
    }

    [Fact]
    public void Flood_of_names_makes_no_room_for_more_guesses_at_one()
    {
        var limit = new GuessLimit(_time);
        while (limit.Take("requester") is null)
        {
        }

        for (var name = 0; name < 50_000; name++)
        {
            limit.Take($"name-{name}");
        }

        Assert.NotNull(limit.Take("requester"));
    }
}
