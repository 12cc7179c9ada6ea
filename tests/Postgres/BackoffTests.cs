using Distribution.Postgres.Retry;

namespace Distribution.Postgres.Tests;

public sealed class BackoffTests
{
    private static readonly TimeSpan First = PostgresDefaults.RetryDelay;

    [Fact]
    public void Lost_primary_is_searched_for_at_once() => Assert.Equal(TimeSpan.Zero, Backoff.After(1, Verdict.PrimaryLost, First));

    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 200)]
    [InlineData(3, 400)]
    [InlineData(50, 400)]
    public void Delay_doubles_up_to_the_limit_and_has_jitter(int attempt, int milliseconds)
    {
        var delays = Enumerable.Range(0, 200).Select(_ => Backoff.After(attempt, Verdict.Transient, First).TotalMilliseconds).ToArray();

        Assert.All(delays, delay => Assert.InRange(delay, milliseconds * 0.5, milliseconds * 1.5));
        Assert.True(delays.Distinct().Count() > 100);
    }
}
