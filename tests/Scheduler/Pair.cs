using System.Diagnostics;
using Distribution.Leases.Schema;
using Distribution.Machine.Processes;
using Distribution.Servers;

namespace Distribution.Scheduler.Tests;

/// <summary>Two schedulers, a database with the lease, and three replicas to sweep.</summary>
internal sealed class Pair : IAsyncDisposable
{
    private Pair(PostgresServer server, SweptApi.Fence fence, SweptApi[] replicas)
    {
        Server = server;
        Fence = fence;
        Replicas = replicas;
        One = new SchedulerProcess(Jobs, replicas);
        Two = new SchedulerProcess(Jobs, replicas);
    }

    public PostgresServer Server { get; }

    public SweptApi.Fence Fence { get; }

    public SweptApi[] Replicas { get; }

    public SchedulerProcess One { get; }

    public SchedulerProcess Two { get; }

    private string Jobs => $"Host=127.0.0.1:{Server.Port};Database=postgres;Username=postgres";

    public static async Task<Pair> StartAsync()
    {
        var server = await PostgresServer.StartAsync();
        foreach (var script in LeaseSchema.Leases)
        {
            await server.ExecuteAsync(script.Sql);
        }

        var fence = new SweptApi.Fence();
        var pair = new Pair(server, fence, await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => SweptApi.StartAsync(fence))));
        await Eventually.True(async () => await pair.One.StatusAsync("/readyz") == 200 && await pair.Two.StatusAsync("/readyz") == 200, TimeSpan.FromSeconds(60), "both schedulers are ready");
        await Eventually.True(() => fence.Accepted.Count > 0, because: "the leader sweeps");
        return pair;
    }

    /// <summary>The leader, the other, and the leader's term.</summary>
    public async Task<(SchedulerProcess Leader, SchedulerProcess Follower, long Term)> RolesAsync()
    {
        (SchedulerProcess, SchedulerProcess, long)? roles = null;
        await Eventually.True(async () => (roles = await LookAsync()) is not null, because: "exactly one leads");
        return roles!.Value;
    }

    /// <summary>How long after a moment the first sweep of a higher term was accepted.</summary>
    public async Task<TimeSpan> SuccessorActedAsync(long term, long since)
    {
        SweptApi.Sweep? first = null;
        await Eventually.True(() => (first = Fence.Accepted.FirstOrDefault(sweep => sweep.Term > term)) is not null, because: "the successor sweeps");
        return Stopwatch.GetElapsedTime(since, first!.At);
    }

    public async ValueTask DisposeAsync()
    {
        One.Dispose();
        Two.Dispose();
        await Task.WhenAll(Replicas.Select(replica => replica.DisposeAsync().AsTask()));
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
