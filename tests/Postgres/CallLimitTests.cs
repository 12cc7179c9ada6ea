using Distribution.Postgres.Primary;

namespace Distribution.Postgres.Tests;

public sealed class CallLimitTests
{
    private const int Connections = 8;

    private static readonly TimeSpan InTime = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);

    [Fact]
    public void As_many_calls_as_connections_while_they_are_answered_in_time()
    {
        var limit = new CallLimit(Connections);

        Note(limit, InTime, times: 100);

        Assert.Equal(Connections, limit.Calls);
    }

    [Fact]
    public void Late_call_halves_it_and_two_are_left()
    {
        var limit = new CallLimit(Connections);

        Note(limit, Late, times: 1);
        Assert.Equal(4, limit.Calls);
        Note(limit, Late, times: 10);
        Assert.Equal(2, limit.Calls);
    }

    [Fact]
    public void Comes_back_by_one_for_as_many_in_time_as_there_may_be()
    {
        var limit = new CallLimit(Connections);
        Note(limit, Late, times: 10);

        Note(limit, InTime, times: 3);
        Assert.Equal(3, limit.Calls);
        Note(limit, InTime, times: 100);
        Assert.Equal(Connections, limit.Calls);
    }

    private static void Note(CallLimit limit, TimeSpan took, int times)
    {
        for (var i = 0; i < times; i++)
        {
            limit.Note(took);
        }
    }
}
