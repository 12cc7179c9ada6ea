using Distribution.Postgres.Primary;

namespace Distribution.Postgres.Tests;

public sealed class CallLimitTests
{
    private const int Connections = 8;

    [Fact]
    public void As_many_calls_as_connections_while_none_is_given_up()
    {
        var limit = new CallLimit(Connections);

        Note(limit, wasGivenUp: false, times: 100);

        Assert.Equal(Connections, limit.Calls);
    }

    [Fact]
    public void Call_that_was_given_up_halves_it_and_two_are_left()
    {
        var limit = new CallLimit(Connections);

        Note(limit, wasGivenUp: true, times: 1);
        Assert.Equal(4, limit.Calls);
        Note(limit, wasGivenUp: true, times: 10);
        Assert.Equal(2, limit.Calls);
    }

    [Fact]
    public void Comes_back_by_one_for_as_many_in_time_as_there_may_be()
    {
        var limit = new CallLimit(Connections);
        Note(limit, wasGivenUp: true, times: 10);

        Note(limit, wasGivenUp: false, times: 3);
        Assert.Equal(3, limit.Calls);
        Note(limit, wasGivenUp: false, times: 100);
        Assert.Equal(Connections, limit.Calls);
    }

    private static void Note(CallLimit limit, bool wasGivenUp, int times)
    {
        for (var i = 0; i < times; i++)
        {
            limit.Note(wasGivenUp);
        }
    }
}
