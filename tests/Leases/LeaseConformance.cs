using System.Diagnostics;
using Distribution.Servers;

namespace Distribution.Leases.Tests;

/// <summary>What every store of leases must do. A store is tested by deriving from this and saying how to reach it and how to break it.</summary>
public abstract class LeaseConformance : IAsyncLifetime
{
    /// <summary>For what has nothing to do with expiry: a ttl that no busy machine outlasts.</summary>
    protected static readonly LeaseOptions Unhurried = new() { Ttl = TimeSpan.FromSeconds(30), CallTimeout = TimeSpan.FromSeconds(10) };

    private static readonly TimeSpan Late = TimeSpan.FromSeconds(20);

    protected string Name { get; } = $"lease-{Guid.NewGuid():N}";

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>The store as one more process would reach it.</summary>
    protected abstract ILeaseStore Store();

    protected LeaseProvider Provider(LeaseOptions? options = null, TimeProvider? time = null) => Provider(Store(), options, time);

    protected static LeaseProvider Provider(ILeaseStore store, LeaseOptions? options = null, TimeProvider? time = null) => new(store, TestLog.Of<LeaseProvider>(), options, time);

    [Fact]
    public async Task Free_lease_is_granted_under_term_one()
    {
        await using var lease = await Provider(Unhurried).AcquireAsync(Name);

        Assert.Equal(new Term(Name, 1), lease.Term);
        Assert.True(lease.IsHeld);
    }

    [Fact]
    public async Task Held_lease_is_not_granted_to_another()
    {
        await using var lease = await Provider(Unhurried).AcquireAsync(Name);

        Assert.Null(await Provider(Unhurried).TryAcquireAsync(Name));
    }

    [Fact]
    public async Task Leases_of_different_names_do_not_touch()
    {
        await using var one = await Provider(Unhurried).AcquireAsync(Name);
        await using var other = await Provider(Unhurried).AcquireAsync($"{Name}-other");

        Assert.Equal(1, other.Term.Number);
    }

    [Fact]
    public async Task Held_lease_outlives_its_ttl_by_renewal()
    {
        var ttl = 2 * LeaseDefaults.Ttl;
        await using var lease = await Provider(new LeaseOptions { Ttl = ttl }).AcquireAsync(Name);
        var started = Stopwatch.GetTimestamp();

        await Eventually.True(() => Stopwatch.GetElapsedTime(started) > 2 * ttl || lease.LeaseLost.IsCancellationRequested);

        Assert.False(lease.LeaseLost.IsCancellationRequested);
        Assert.Null(await Provider(Unhurried).TryAcquireAsync(Name));
    }

    [Fact]
    public async Task Released_lease_is_taken_by_one_who_waits_long_before_its_ttl()
    {
        var lease = await Provider(Unhurried).AcquireAsync(Name);
        var waiting = Provider(Unhurried).AcquireAsync(Name);
        await Task.Yield();
        var released = Stopwatch.GetTimestamp();

        await lease.DisposeAsync();
        await using var next = await waiting;

        var took = Stopwatch.GetElapsedTime(released);
        Assert.True(took < Unhurried.Ttl / 2, $"The hand-over took {took}: as long as an expiry.");
        Assert.Equal(2, next.Term.Number);
        Assert.False(lease.IsHeld);
    }

    [Fact]
    public async Task Terms_grow_strictly_over_releases_and_expiries()
    {
        var terms = new List<long>();
        for (var turn = 0; turn < 5; turn++)
        {
            var lease = await Provider().AcquireAsync(Name);
            terms.Add(lease.Term.Number);
            await lease.DisposeAsync();
            await Store().TryAcquireAsync(Name, $"dies-{turn}", TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }

        Assert.Equal(terms.Order().Distinct(), terms);
        Assert.True(terms[^1] >= 9, $"Expired grants were not counted: {string.Join(", ", terms)}.");
    }

    [Fact]
    public async Task Lease_of_a_dead_holder_is_free_after_its_ttl_and_not_before()
    {
        var granted = await Store().TryAcquireAsync(Name, "dead", LeaseDefaults.Ttl, CancellationToken.None);
        var started = Stopwatch.GetTimestamp();
        Assert.NotNull(granted.Granted);

        await using var lease = await Provider().AcquireAsync(Name);

        var took = Stopwatch.GetElapsedTime(started);
        Assert.InRange(took, LeaseDefaults.Ttl - TimeSpan.FromMilliseconds(100), Late);
        Assert.False(await Store().RenewAsync(granted.Granted.Value, "dead", LeaseDefaults.Ttl, CancellationToken.None));
    }

    [Fact]
    public async Task Expired_lease_cannot_be_renewed_even_if_nobody_took_it()
    {
        var granted = await Store().TryAcquireAsync(Name, "slow", TimeSpan.FromMilliseconds(50), CancellationToken.None);
        await Eventually.True(async () => !await Store().RenewAsync(granted.Granted!.Value, "slow", TimeSpan.FromMilliseconds(1), CancellationToken.None));

        Assert.False(await Store().RenewAsync(granted.Granted!.Value, "slow", LeaseDefaults.Ttl, CancellationToken.None));
    }

    [Fact]
    public async Task Release_under_an_old_term_does_not_free_the_lease_of_the_successor()
    {
        var old = await Store().TryAcquireAsync(Name, "old", TimeSpan.FromMilliseconds(50), CancellationToken.None);
        await using var lease = await Provider(Unhurried).AcquireAsync(Name);

        await Store().ReleaseAsync(old.Granted!.Value, "old", CancellationToken.None);

        Assert.Null(await Provider(Unhurried).TryAcquireAsync(Name));
    }

    [Fact]
    public async Task Many_contenders_never_hold_it_two_at_a_time()
    {
        var history = new History();
        using var stop = new CancellationTokenSource();
        var contenders = Enumerable.Range(0, 12).Select(_ => ContendAsync(Provider(), history, stop.Token)).ToArray();

        await Eventually.True(() => history.Count >= 30, TimeSpan.FromSeconds(60), "the lease went round");
        await stop.CancelAsync();
        await Task.WhenAll(contenders);

        history.AssertOneHolderAtATime();
    }

    [Fact]
    public async Task Store_that_stops_answering_costs_the_lease_before_it_is_given_away()
    {
        var store = new Interruptible(Store());
        await using var lease = await Provider(store).AcquireAsync(Name);
        var lost = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lease.LeaseLost.Register(() => lost.TrySetResult(true));

        store.Hang();
        await lost.Task.WaitAsync(Late);

        Assert.False(lease.IsHeld);
        await using var next = await Provider().AcquireAsync(Name).WaitAsync(Late);
        Assert.Equal(2, next.Term.Number);
    }

    [Fact]
    public async Task Grant_that_comes_after_its_caller_gave_up_is_handed_back()
    {
        var store = new Interruptible(Store());
        store.Hang();

        await Assert.ThrowsAsync<LeaseStoreException>(() => Provider(store).TryAcquireAsync(Name));
        store.Resume();

        await Eventually.True(async () => (await Store().TryAcquireAsync(Name, "next", LeaseDefaults.Ttl, CancellationToken.None)).Granted is { Number: 2 }, LeaseDefaults.Ttl * 5);
    }

    [Fact]
    public async Task Callers_wall_clock_does_not_matter()
    {
        await using var lease = await Provider(Unhurried, new SkewedClock(TimeSpan.FromHours(-2))).AcquireAsync(Name);

        Assert.Null(await Provider(Unhurried, new SkewedClock(TimeSpan.FromHours(2))).TryAcquireAsync(Name));
        Assert.True(lease.IsHeld);
    }

    [Fact]
    public async Task Cancelled_wait_ends()
    {
        await using var lease = await Provider(Unhurried).AcquireAsync(Name);
        using var cancel = new CancellationTokenSource();
        var waiting = Provider(Unhurried).AcquireAsync(Name, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Late));
    }

    private static async Task ContendAsync(LeaseProvider provider, History history, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var lease = await provider.AcquireAsync(history.Lease, stop);
                await history.HoldAsync(lease, TimeSpan.FromMilliseconds(10));
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
