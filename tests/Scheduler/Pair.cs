using System.Diagnostics;
using Distribution.Jobs.Schema;
using Distribution.Leases.Schema;
using Distribution.Machine.Processes;
using Distribution.Servers;

namespace Distribution.Scheduler.Tests;

/// <summary>Two schedulers, a database with the lease and the jobs, and a worker that runs these.</summary>
internal sealed class Pair : IAsyncDisposable
{
    private Pair(PostgresServer server)
    {
        Server = server;
        Queue = new TickedQueue(Jobs);
        One = new SchedulerProcess(Jobs);
        Two = new SchedulerProcess(Jobs);
    }

    public PostgresServer Server { get; }

    public TickedQueue Queue { get; }

    public SchedulerProcess One { get; }

    public SchedulerProcess Two { get; }

    private string Jobs => $"Host=127.0.0.1:{Server.Port};Database=postgres;Username=postgres";

    public static async Task<Pair> StartAsync()
    {
        var server = await PostgresServer.StartAsync();
        foreach (var sql in LeaseSchema.Leases.Concat(LeaseSchema.Fences).Select(script => script.Sql).Concat(JobSchema.Scripts.Select(script => script.Sql)))
        {
            await server.ExecuteAsync(sql);
        }

        var pair = new Pair(server);
        await pair.Queue.StartAsync();
        await Eventually.True(async () => await pair.One.StatusAsync("/readyz") == 200 && await pair.Two.StatusAsync("/readyz") == 200, TimeSpan.FromSeconds(60), "both schedulers are ready");
        await Eventually.True(() => pair.Queue.Sweeps.Count > 0, because: "the leader enqueues");
        return pair;
    }

    /// <summary>The leader, the other, and the leader's term.</summary>
    public async Task<(SchedulerProcess Leader, SchedulerProcess Follower, long Term)> RolesAsync()
    {
        (SchedulerProcess, SchedulerProcess, long)? roles = null;
        await Eventually.True(async () => (roles = await LookAsync()) is not null, because: "exactly one leads");
        return roles!.Value;
    }

    /// <summary>How long after a moment the first sweep of a higher term ran.</summary>
    public async Task<TimeSpan> SuccessorActedAsync(long term, long since)
    {
        TickedQueue.Tick? first = null;
        await Eventually.True(() => (first = Queue.Sweeps.FirstOrDefault(sweep => sweep.Term > term)) is not null, because: "the successor enqueues");
        return Stopwatch.GetElapsedTime(since, first!.At);
    }

    public async ValueTask DisposeAsync()
    {
        One.Dispose();
        Two.Dispose();
        await Queue.DisposeAsync();
        await Server.DisposeAsync();
    }

    private async Task<(SchedulerProcess, SchedulerProcess, long)?> LookAsync() => ((await One.LeadershipAsync()).Term, (await Two.LeadershipAsync()).Term) switch
    {
        ({ } term, null) => (One, Two, term),
        (null, { } term) => (Two, One, term),
        _ => null,
    };

    public static long Signal(SchedulerProcess process, SignalKind signal)
    {
        var now = Stopwatch.GetTimestamp();
        process.Send(signal);
        return now;
    }
}
