namespace Distribution.Leases.Tests;

/// <summary>The checker itself, on histories with the bugs it looks for.</summary>
public sealed class HistoryTests
{
    [Fact]
    public void Holders_one_after_another_pass() => Check((1, 0, 10), (2, 10, 20), (4, 30, 40));

    [Fact]
    public void Two_holders_at_a_time_are_caught() => Assert.ThrowsAny<Exception>(() => Check((1, 0, 10), (2, 9, 20)));

    [Fact]
    public void Two_holders_of_one_term_are_caught() => Assert.ThrowsAny<Exception>(() => Check((1, 0, 10), (1, 10, 20)));

    [Fact]
    public void Term_that_goes_back_is_caught() => Assert.ThrowsAny<Exception>(() => Check((2, 0, 10), (1, 20, 30)));

    [Fact]
    public async Task Store_without_exclusion_is_caught()
    {
        var history = new History();
        using var stop = new CancellationTokenSource();
        var contenders = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var lease = await new LeaseProvider(new MemoryLeaseStore(exclusive: false), TestLog.Of<LeaseProvider>()).AcquireAsync("x");
            await history.HoldAsync(lease, TimeSpan.FromMilliseconds(50));
        }));

        await Task.WhenAll(contenders);

        Assert.ThrowsAny<Exception>(history.AssertOneHolderAtATime);
    }

    private static void Check(params (long Term, long From, long Until)[] holdings)
    {
        var history = new History();
        foreach (var (term, from, until) in holdings)
        {
            history.Add(new(term, from, until));
        }

        history.AssertOneHolderAtATime();
    }
}
