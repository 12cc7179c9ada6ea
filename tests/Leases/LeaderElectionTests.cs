using System.Diagnostics;
using Distribution.Leases.Election;
using Distribution.Servers;
using Microsoft.Extensions.Logging;

namespace Distribution.Leases.Tests;

public sealed class LeaderElectionTests(Database database)
{
    private static readonly LeaseOptions Unhurried = new() { Ttl = TimeSpan.FromSeconds(30), CallTimeout = TimeSpan.FromSeconds(10) };

    private readonly string _lease = $"lease-{Guid.NewGuid():N}";

    [Fact]
    public async Task Leader_told_to_stop_hands_over_and_the_other_leads_at_once()
    {
        using var stopFirst = new CancellationTokenSource();
        using var stopSecond = new CancellationTokenSource();
        var (first, second) = (Election(), Election());
        var firstRun = first.RunAsync(UntilStopped, stopFirst.Token);
        await Eventually.True(() => first.Current.Leads, because: "the first leads");
        var secondRun = second.RunAsync(UntilStopped, stopSecond.Token);

        var stopped = Stopwatch.GetTimestamp();
        await stopFirst.CancelAsync();
        await Eventually.True(() => second.Current.Leads, because: "the second leads");
        var took = Stopwatch.GetElapsedTime(stopped);

        await firstRun;
        Assert.True(took < Unhurried.Ttl / 2, $"The hand-over took {took}: as long as an expiry.");
        Assert.Equal(2, second.Current.Term!.Value.Number);
        Assert.False(first.Current.Leads);
        await stopSecond.CancelAsync();
        await secondRun;
        Assert.False(second.Current.Leads);
    }

    [Fact]
    public async Task Work_that_ignores_the_end_does_not_hold_up_the_successor()
    {
        using var stop = new CancellationTokenSource();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stubborn = Election();
        var running = stubborn.RunAsync((_, _) => release.Task, stop.Token);
        await Eventually.True(() => stubborn.Current.Leads, because: "it leads");

        await stop.CancelAsync();
        await using var next = await Provider().AcquireAsync(_lease);

        Assert.False(running.IsCompleted);
        release.SetResult();
        await running;
    }

    [Fact]
    public async Task Work_that_fails_gives_the_lease_up_and_leads_again_under_a_higher_term()
    {
        using var stop = new CancellationTokenSource();
        var terms = new List<long>();
        var running = Election().RunAsync(
            (lease, token) =>
            {
                terms.Add(lease.Term.Number);
                return terms.Count < 3 ? throw new InvalidOperationException("planted") : UntilStopped(lease, token);
            },
            stop.Token);

        await Eventually.True(() => terms.Count == 3, because: "it led three times");
        await stop.CancelAsync();
        await running;

        Assert.Equal([1L, 2L, 3L], terms);
    }

    [Fact]
    public async Task Lost_lease_ends_the_work_before_it_is_contended_for_again()
    {
        using var stop = new CancellationTokenSource();
        var store = new Interruptible(Database.Store(database.DataSource));
        var election = new LeaderElection(new LeaseProvider(store, TestLog.Of<LeaseProvider>()), _lease, TestLog.Of<LeaderElection>());
        var ended = 0;
        var running = election.RunAsync(
            async (lease, token) =>
            {
                await UntilStopped(lease, token);
                Interlocked.Increment(ref ended);
            },
            stop.Token);
        await Eventually.True(() => election.Current.Leads, because: "it leads");

        store.Hang();
        await Eventually.True(() => Volatile.Read(ref ended) == 1 && !election.Current.Leads, because: "it steps down");
        store.Resume();
        await Eventually.True(() => election.Current.Leads, because: "it leads again");

        Assert.True(election.Current.Term!.Value.Number > 1);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Work_that_fails_because_it_was_told_to_stop_is_no_error()
    {
        using var stop = new CancellationTokenSource();
        var errors = new Errors();
        var election = new LeaderElection(Provider(), _lease, errors);
        var running = election.RunAsync(
            async (lease, token) =>
            {
                await UntilStopped(lease, token);
                throw new InvalidOperationException("The connection broke.");
            },
            stop.Token);
        await Eventually.True(() => election.Current.Leads, because: "it leads");

        await stop.CancelAsync();
        await running;

        Assert.Equal(0, errors.Count);
    }

    private static Task UntilStopped(ILease lease, CancellationToken token) => Task.Delay(Timeout.Infinite, token).ContinueWith(_ => { }, TaskScheduler.Default);

    private LeaseProvider Provider() => new(Database.Store(database.DataSource), TestLog.Of<LeaseProvider>(), Unhurried);

    private LeaderElection Election() => new(Provider(), _lease, TestLog.Of<LeaderElection>());

    private sealed class Errors : ILogger<LeaderElection>
    {
        public int Count { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Count += logLevel >= LogLevel.Error ? 1 : 0;
    }
}
