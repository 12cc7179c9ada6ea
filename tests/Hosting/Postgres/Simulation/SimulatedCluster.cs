using Distribution.Hosting.Postgres.Supervision;

namespace Distribution.Hosting.Tests.Postgres.Simulation;

/// <summary>A real supervisor over simulated servers, on one thread.</summary>
internal sealed class SimulatedCluster : IDisposable
{
    private readonly SynchronizationContext? _outer = SynchronizationContext.Current;
    private readonly SingleThread _thread = new();
    private SupervisorLife _life = new();
    private SimulatedMember[] _members = [];
    private Supervisor? _supervisor;

    public SimulatedCluster()
    {
        SynchronizationContext.SetSynchronizationContext(_thread);
        Log = new TestLog(World.Time);
    }

    public SimulatedWorld World { get; } = new();

    public SimulatedStore Store { get; } = new();

    public TestLog Log { get; }

    public ClusterStatus Status => _supervisor?.Status ?? ClusterStatus.Unknown;

    public SimulatedServer Primary => World[Store.Record!.Primary];

    public SimulatedServer Standby => World.Servers.First(server => server != Primary);

    public static SimulatedCluster Redundant()
    {
        var cluster = new SimulatedCluster();
        cluster.StartSupervisor();
        cluster.Begin("postgres-1");
        cluster.Begin("postgres-2");
        cluster.Until(() => cluster.Status.IsRedundant, "it is redundant");
        cluster.Run(TimeSpan.FromSeconds(6));
        (cluster.World.LongestGap, cluster.World.TimesHeldUp) = (TimeSpan.Zero, 0);
        return cluster;
    }

    /// <summary>A new supervisor that knows only what is on disk.</summary>
    public void StartSupervisor()
    {
        Supervisor? supervisor = null;
        var life = _life = new SupervisorLife();
        _members = [.. World.Servers.Select(server => new SimulatedMember(World, server, life, (name, token) => supervisor!.PrepareStartAsync(name, token)))];
        _supervisor = supervisor = new Supervisor("postgres", [.. _members.Select(member => member.Member)], Store.For(life), World.Time, Log);
        supervisor.Start();
    }

    /// <summary>The supervisor's process dies now, or before one of its next steps.</summary>
    public void LoseSupervisor(int? afterSteps = null)
    {
        if (afterSteps is { } steps)
        {
            _life.EndAfter(steps);
            Run(TimeSpan.FromSeconds(3));
        }

        _life.End();
        _ = _supervisor!.DisposeAsync().AsTask();
        _thread.Drain();
    }

    /// <summary>Somebody starts a member.</summary>
    public void Begin(string server)
    {
        World[server].StopRequested = false;
        _ = BeginAsync();

        async Task BeginAsync()
        {
            try
            {
                await _members.First(member => member.Member.Name == server).StartAsync(CancellationToken.None);
            }
            catch (Exception failure) when (failure is InvalidOperationException or MemberSqlException or UnreadableRecordException or OperationCanceledException)
            {
                // A failed start is the supervisor's to repair.
            }
        }
    }

    public Task<string> Command(Func<Supervisor, Task<string>> command) => command(_supervisor!);

    public void Run(TimeSpan duration)
    {
        var end = World.Now + duration;
        while (World.Now < end)
        {
            Advance();
        }
    }

    public void Until(Func<bool> condition, string because)
    {
        var end = World.Now + TimeSpan.FromMinutes(3);
        while (!condition())
        {
            Assert.True(World.Now < end, $"Not within 3 min: {because}. It is {Status}, recorded {Store.Record}; log:\n{Log.Text}");
            Advance();
        }
    }

    /// <summary>Whatever happened: each write that a client was told is safe is on the primary.</summary>
    public IEnumerable<long> Lost() => World.Acknowledged.Except(Primary.Log!);

    /// <summary>Writers were not held up for longer than this since the cluster was redundant.</summary>
    public void AssertGap(TimeSpan limit) =>
        Assert.True(World.LongestGap <= limit, $"Writers waited {World.LongestGap}, until {World.LongestGapAt.TotalMilliseconds}; log:\n{Log.Text}");

    public void Dispose()
    {
        LoseSupervisor();
        SynchronizationContext.SetSynchronizationContext(_outer);
    }

    private void Advance()
    {
        World.Advance();
        World.Time.Advance(SimulatedWorld.Step);
        _thread.Drain();
    }
}
