using Distribution.Postgres.Transactions;
using Distribution.Servers;

namespace Distribution.Postgres.Tests;

public sealed class GuardedCancellationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Leave = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Fires_with_any_of_the_tokens()
    {
        using var one = new CancellationTokenSource();
        using var other = new CancellationTokenSource();
        using var guarded = new GuardedCancellation(one.Token, useless: other.Token);
        var working = Fired(guarded.Working);

        Assert.False(guarded.Waiting.IsCancellationRequested);
        await other.CancelAsync();

        Assert.True(guarded.Waiting.IsCancellationRequested);
        await working.WaitAsync(Patience);
    }

    [Fact]
    public async Task Call_that_blocks_when_it_is_cancelled_holds_up_nobody()
    {
        using var outer = new CancellationTokenSource();
        using var unblocked = new ManualResetEventSlim();
        using var first = new GuardedCancellation(outer.Token);
        using var second = new GuardedCancellation(outer.Token);
        using var blocked = first.Working.Register(unblocked.Wait);
        using var alsoBlocked = second.Working.Register(unblocked.Wait);
        var working = Fired(second.Working);

        // On this thread, which would stand still with the first of them.
        outer.Cancel();

        Assert.True(first.Waiting.IsCancellationRequested);
        Assert.True(second.Waiting.IsCancellationRequested);
        await working.WaitAsync(Patience);
        unblocked.Set();
    }

    [Fact]
    public async Task Callback_that_throws_throws_at_nobody()
    {
        using var outer = new CancellationTokenSource();
        using var guarded = new GuardedCancellation(outer.Token);
        var working = Fired(guarded.Working);
        guarded.Working.Register(() => throw new InvalidOperationException("a broken connection"));

        await outer.CancelAsync();

        await working.WaitAsync(Patience);
    }

    [Fact]
    public async Task Call_is_cancelled_also_when_who_waited_has_left()
    {
        using var outer = new CancellationTokenSource();
        var guarded = new GuardedCancellation(outer.Token);
        var working = Fired(guarded.Working);

        await outer.CancelAsync();
        guarded.Dispose();

        await working.WaitAsync(Patience);
    }

    [Fact]
    public async Task Token_that_fired_before_is_seen()
    {
        using var outer = new CancellationTokenSource();
        await outer.CancelAsync();
        using var guarded = new GuardedCancellation(outer.Token);

        Assert.True(guarded.Waiting.IsCancellationRequested);
        await Fired(guarded.Working).WaitAsync(Patience);
    }

    [Fact]
    public async Task Call_that_is_given_up_is_left_alone_for_a_while_and_then_cancelled()
    {
        var time = new StoppedTime();
        using var outer = new CancellationTokenSource();
        var guarded = new GuardedCancellation(outer.Token, Leave, time);
        var working = Fired(guarded.Working);

        await outer.CancelAsync();
        guarded.LeaveBehind(new TaskCompletionSource().Task);
        guarded.Dispose();

        Assert.True(guarded.Waiting.IsCancellationRequested);
        Assert.False(working.IsCompleted);
        Assert.Equal(Leave, time.Due);
        time.Elapse();
        await working.WaitAsync(Patience);
    }

    [Fact]
    public async Task Call_that_was_left_behind_is_cancelled_at_once_when_it_is_of_no_use()
    {
        using var outer = new CancellationTokenSource();
        using var reign = new CancellationTokenSource();
        var guarded = new GuardedCancellation(outer.Token, Leave, new StoppedTime(), reign.Token);
        var working = Fired(guarded.Working);
        await outer.CancelAsync();
        guarded.LeaveBehind(new TaskCompletionSource().Task);
        guarded.Dispose();

        await reign.CancelAsync();

        await working.WaitAsync(Patience);
    }

    [Fact]
    public async Task Call_that_has_ended_meanwhile_is_not_cancelled()
    {
        var time = new StoppedTime();
        var call = new TaskCompletionSource();
        using var outer = new CancellationTokenSource();
        var guarded = new GuardedCancellation(outer.Token, Leave, time);
        var working = guarded.Working;
        await outer.CancelAsync();
        guarded.LeaveBehind(call.Task);
        guarded.Dispose();

        call.SetResult();
        time.Elapse();

        Assert.False(working.IsCancellationRequested);
    }

    private static Task Fired(CancellationToken token)
    {
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        token.Register(fired.SetResult);
        return fired.Task;
    }
}
