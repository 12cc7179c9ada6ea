using Distribution.Postgres.Transactions;

namespace Distribution.Postgres.Tests;

public sealed class GuardedCancellationTests
{
    [Fact]
    public void Fires_with_any_of_the_tokens()
    {
        using var one = new CancellationTokenSource();
        using var other = new CancellationTokenSource();
        using var guarded = new GuardedCancellation(one.Token, other.Token);

        Assert.False(guarded.Token.IsCancellationRequested);
        other.Cancel();
        Assert.True(guarded.Token.IsCancellationRequested);
    }

    [Fact]
    public void Callback_that_throws_throws_at_nobody()
    {
        using var outer = new CancellationTokenSource();
        using var guarded = new GuardedCancellation(outer.Token);
        guarded.Token.Register(() => throw new InvalidOperationException("a broken connection"));

        outer.Cancel();

        Assert.True(guarded.Token.IsCancellationRequested);
    }

    [Fact]
    public void Token_that_fired_before_is_seen()
    {
        using var outer = new CancellationTokenSource();
        outer.Cancel();
        using var guarded = new GuardedCancellation(outer.Token);

        Assert.True(guarded.Token.IsCancellationRequested);
    }
}
