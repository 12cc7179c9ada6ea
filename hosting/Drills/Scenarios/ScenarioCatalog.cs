using Distribution.Drills.Faults;
using Distribution.Drills.Workloads;

namespace Distribution.Drills.Scenarios;

/// <summary>The scenarios, in the order in which <c>drill all</c> runs them.</summary>
public static class ScenarioCatalog
{
    /// <summary>10 s: long enough for everybody to have noticed, and for one that wakes up to find that others have taken over.</summary>
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(10);

    /// <summary>5 s: longer than any request waits.</summary>
    private static readonly TimeSpan Down = TimeSpan.FromSeconds(5);

    /// <summary>10 s: longer than every patience that would have to notice (the longest is the WAL sender's, 5 s).</summary>
    private static readonly TimeSpan Cut = TimeSpan.FromSeconds(10);

    /// <summary>20 s of a slow network: a failover that it causes would have happened several times.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(20);

    /// <summary>100 ms for a round trip, as between continents; 20 more at random.</summary>
    private static readonly (TimeSpan RoundTrip, TimeSpan Jitter) FarAway = (TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(20));

    /// <summary>2 s between resets: connections are made anew and used.</summary>
    private static readonly TimeSpan ResetPause = TimeSpan.FromSeconds(2);

    /// <summary>20 s for a node that is cut off: long enough for a cluster to have missed it.</summary>
    private static readonly TimeSpan ZoneLost = TimeSpan.FromSeconds(20);

    private const int Resets = 5;

    /// <summary>20 s of a full disk: a server that was lost by it has been started on it again, in vain, and more than once.</summary>
    private static readonly TimeSpan Full = TimeSpan.FromSeconds(20);

    private static readonly Victims Primary = Victims.InRole("postgres", "primary");

    /// <summary>10 s of crashes, one each 0.7 s at most: a process is begun anew after 0.2 s, and its pause grows with each crash.</summary>
    private static readonly TimeSpan Storm = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StormInterval = TimeSpan.FromMilliseconds(700);

    private static readonly Expectation Requests = new("requests", Budgets.Request, MostFailures: 0);
    private static readonly Expectation RequestsThroughFailover = new("requests", Budgets.Request, MostFailures: null);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("api_kill", "An API replica dies; nobody notices.", [MemberFault.Kill(Victims.AnyOf("api"))], Everything, [Requests]) { Kind = "api" },
        new("api_freeze", "An API replica hangs; nobody notices.", [MemberFault.Freeze(Victims.AnyOf("api"), Frozen)], () => [new RequestsWorkload()], [Requests]) { Kind = "api" },
        new("worker_kill", "A worker dies; its jobs run elsewhere, none twice.", [MemberFault.Kill(Victims.AnyOf("worker"))], () => [new JobsWorkload()], [new("jobs", Budgets.WorkerKill, MostFailures: 0)]) { Kind = "worker" },
        new("worker_freeze", "A worker hangs and wakes up; it completes nothing that was taken from it.", [MemberFault.Freeze(Victims.AnyOf("worker"), Frozen)], () => [new JobsWorkload()], [new("jobs", Budgets.WorkerKill, MostFailures: 0)]),
        new("scheduler_kill", "The schedulers' leader dies; the other one leads.", [MemberFault.Kill(Victims.InRole("scheduler", "leader"))], () => [new LeadershipWorkload(), new RequestsWorkload()], [new("leadership", Budgets.SchedulerKill, MostFailures: 0), Requests]) { Kind = "scheduler" },
        new("scheduler_freeze", "The schedulers' leader hangs and wakes up; its term is over.", [MemberFault.Freeze(Victims.InRole("scheduler", "leader"), Frozen)], () => [new LeadershipWorkload(), new RequestsWorkload()], [new("leadership", Budgets.SchedulerFreeze, MostFailures: 0), Requests]) { Kind = "scheduler" },
        new("redis_kill", "The primary of Valkey dies; a replica takes over.", [MemberFault.Kill(Victims.InRole("valkey", "primary"))], () => [new ValkeyWorkload(), new RequestsWorkload()], [new("valkey", Budgets.RedisKill, MostFailures: null), Requests]) { Kind = "valkey" },
        new("redis_freeze", "The primary of Valkey hangs; it is fenced and replaced.", [MemberFault.Freeze(Victims.InRole("valkey", "primary"), Frozen)], () => [new ValkeyWorkload(), new RequestsWorkload()], [new("valkey", Budgets.RedisFreeze, MostFailures: null), Requests]) { Kind = "valkey" },
        new("sentinel_loss", "A Sentinel dies; nobody notices.", [MemberFault.Kill(Victims.AnyOf("valkey-sentinel"))], () => [new ValkeyWorkload(), new RequestsWorkload()], [new("valkey", Budgets.Request, MostFailures: 0), Requests]) { Kind = "sentinel" },
        new("primary_kill", "The primary of Postgres dies; its standby takes over.", [MemberFault.Kill(Primary)], () => [new RegistersWorkload(), .. Everything()], [new("registers", Budgets.PrimaryKill, MostFailures: null), RequestsThroughFailover]) { Kind = "postgres" },
        new("primary_freeze", "The primary of Postgres hangs; it is fenced and replaced.", [MemberFault.Freeze(Primary, Frozen)], () => [new RegistersWorkload(), .. Everything()], [new("registers", Budgets.PrimaryFreeze, MostFailures: null), RequestsThroughFailover]) { Kind = "postgres" },
        new("standby_kill", "The standby of Postgres dies; writers wait until its loss is recorded.", [MemberFault.Kill(Victims.InRole("postgres", "standby"))], () => [new RegistersWorkload(), new RequestsWorkload()], [new("registers", Budgets.StandbyKill, MostFailures: 0), Requests]) { Kind = "postgres" },
        new("database_down", "All of Postgres is stopped for a while; requests are refused with a reason and in time, and it recovers alone.", [MemberFault.Stop(Victims.EachOf("postgres"), Down)], Everything, [new("requests", Budgets.DatabaseDown, MostFailures: null), new("jobs", Budgets.DatabaseDown, MostFailures: null)]),
        new("audit_freeze", "The audit service is out; every record arrives later.", [MemberFault.Freeze(Victims.AnyOf("audit"), Frozen)], Everything, [Requests]) { Kind = "audit" },
        new("identity_freeze", "The identity service is out; tokens keep verifying.", [MemberFault.Freeze(Victims.AnyOf("identity"), Frozen)], () => [new RequestsWorkload(), new TokensWorkload()], [Requests]) { Kind = "identity" },
        new("primary_and_sentinel_kill", "The primary of Postgres and a Sentinel die at once.", [MemberFault.Kill(Victims.All(Primary, Victims.AnyOf("valkey-sentinel")))], () => [new RegistersWorkload(), new ValkeyWorkload()], [new("registers", Budgets.PrimaryKill, MostFailures: null)]),
        new("api_storm", "An API replica crashes again and again; nobody notices.", [new StormFault(Victims.AnyOf("api"), StormInterval, Storm)], Everything, [Requests]) { Kind = "api" },
        new("worker_storm", "A worker crashes again and again; no job is lost, none done twice.", [new StormFault(Victims.AnyOf("worker"), StormInterval, Storm)], () => [new JobsWorkload()], [new("jobs", Budgets.WorkerKill, MostFailures: 0)]) { Kind = "worker" },
        new("redis_storm", "The primary of Valkey dies, and dies again each time it is back.", [new StormFault(Victims.InRole("valkey", "primary"), StormInterval, Storm)], () => [new ValkeyWorkload(), new RequestsWorkload()], [new("valkey", Budgets.RedisKill, MostFailures: null), Requests]) { Kind = "valkey" },
        new("zone_loss", "Everything of the zone in which the primary of Postgres stands dies at once.", [new ZoneFault(Primary, ZoneLost)], () => [new RegistersWorkload(), new ValkeyWorkload(), .. Everything()], [new("registers", Budgets.ZoneLoss, MostFailures: null), new("requests", Budgets.ZoneLoss, MostFailures: 0), new("jobs", Budgets.WorkerKill, MostFailures: 0)]),
        new("standby_partition", "Primary and standby of Postgres lose each other, and nobody else loses them; the standby is not promoted.", [NetworkFault.Separate(Primary, Victims.InRole("postgres", "standby"), Cut)], () => [new RegistersWorkload(), new RequestsWorkload(), new RolesWorkload()], [new("registers", Budgets.StandbyPartition, MostFailures: null), RequestsThroughFailover, new("roles", Budgets.Request, MostFailures: 0)]),
        new("primary_partition", "The primary of Postgres is cut off from everybody; it is fenced and replaced.", [NetworkFault.Isolate(Primary, Cut)], () => [new RegistersWorkload(), .. Everything()], [new("registers", Budgets.PrimaryPartition, MostFailures: null), new("requests", Budgets.PrimaryPartition, MostFailures: null)]),
        new("primary_one_way", "What is sent to the primary of Postgres arrives, and no answer does; what it did without one is not lost and not done twice.", [NetworkFault.Mute(Primary, Cut)], () => [new RegistersWorkload(), .. Everything()], [new("registers", Budgets.PrimaryPartition, MostFailures: null), new("requests", Budgets.PrimaryPartition, MostFailures: null)]),
        new("sentinels_split", "One Sentinel loses everybody; the majority goes on.", [NetworkFault.Isolate(Victims.AnyOf("valkey-sentinel"), Cut)], () => [new ValkeyWorkload(), new RequestsWorkload(), new RolesWorkload()], [new("valkey", Budgets.Request, MostFailures: 0), Requests, new("roles", Budgets.Request, MostFailures: 0)]),
        new("redis_isolated", "The primary of Valkey is cut off from everybody; it is fenced and replaced.", [NetworkFault.Isolate(Victims.InRole("valkey", "primary"), Cut)], () => [new ValkeyWorkload(), new RequestsWorkload()], [new("valkey", Budgets.RedisFreeze, MostFailures: null), Requests]),
        new("api_partition", "An API replica loses everybody; the gateway leads around it.", [NetworkFault.Isolate(Victims.AnyOf("api"), Cut)], () => [new RequestsWorkload()], [Requests]),
        new("network_slow", "Everything is far away from everything; nobody is replaced for it.", [NetworkFault.Slow(FarAway.RoundTrip, FarAway.Jitter, Slow)], () => [new RegistersWorkload(), new ValkeyWorkload(), new RequestsWorkload(), new RolesWorkload()], [Requests, new("roles", Budgets.Request, MostFailures: 0)]),
        new("network_resets", "Every connection is reset, again and again; everybody makes new ones.", [.. Enumerable.Repeat(NetworkFault.Reset(ResetPause), Resets)], () => [new RegistersWorkload(), new ValkeyWorkload(), new RequestsWorkload(), new RolesWorkload()], [Requests, new("roles", Budgets.Request, MostFailures: 0)]),
        new("zone_partition", "The zone in which the primary of Postgres stands is cut off from the others; they go on without it.", [NetworkFault.Isolate(Victims.ZoneOf(Primary), Cut)], () => [new RegistersWorkload(), new ValkeyWorkload(), .. Everything()], [new("registers", Budgets.PrimaryPartition, MostFailures: null), new("requests", Budgets.PrimaryPartition, MostFailures: null), new("valkey", Budgets.RedisFreeze, MostFailures: null)]),
        new("clock_step_scheduler", "The clock of the schedulers' leader is set two hours ahead, and back; leases are timed by the database.", [MemberFault.StepClock(Victims.InRole("scheduler", "leader"), Frozen)], () => [new LeadershipWorkload(), new RequestsWorkload()], [new("leadership", Budgets.SchedulerKill, MostFailures: 0), Requests]),
        new("clock_step_worker", "A worker's clock is set two hours ahead, and back; no job is taken from anybody, none done twice.", [MemberFault.StepClock(Victims.AnyOf("worker"), Frozen)], () => [new JobsWorkload()], [new("jobs", Budgets.WorkerKill, MostFailures: 0)]),
        new("clock_step_api", "An API replica's clock is set two hours ahead, and back; tokens keep verifying there.", [MemberFault.StepClock(Victims.AnyOf("api"), Frozen)], Everything, [Requests]),
        new("clock_step_standby", "The clock of Postgres' standby is set two hours ahead, and back; replication does not mind.", [MemberFault.StepClock(Victims.InRole("postgres", "standby"), Frozen)], () => [new RegistersWorkload(), new RequestsWorkload()], [new("registers", Budgets.StandbyKill, MostFailures: 0), Requests]),
        new("disk_slow", "The disk of Postgres' primary does 30 writes a second; everything takes longer, nothing fails.", [MemberFault.SlowDisk(Primary, Frozen)], () => [new RegistersWorkload(), new RequestsWorkload()], [new("registers", Budgets.Request, MostFailures: 0), Requests]),
        new("disk_full", "The disk of Postgres' primary is full; the standby takes over, and it returns when there is room.", [new FullDiskFault("postgres", "primary", Full)], () => [new RegistersWorkload(), .. Everything()], [new("registers", Budgets.PrimaryDiskFull, MostFailures: null), Requests, new("jobs", Budgets.WorkerKill, MostFailures: 0)]),
        new("disk_full_standby", "The disk of Postgres' standby is full; writers wait until its loss is recorded, and it returns when there is room.", [new FullDiskFault("postgres", "standby", Full)], () => [new RegistersWorkload(), .. Everything()], [new("registers", Budgets.StandbyDiskFull, MostFailures: 0), Requests, new("jobs", Budgets.WorkerKill, MostFailures: 0)]),
        new("rolling_restart", "Every stateless service is restarted member by member.", [.. new[] { "api", "worker", "scheduler" }.Select(group => new RollingRestartFault(group))], () => [new RequestsWorkload(), new JobsWorkload()], [Requests, new("jobs", Budgets.WorkerKill, MostFailures: 0)]),
        new("rolling_upgrade", "Every service is upgraded member by member, migrations first and the scheduler last; the gateway too, where there is more than one.", [new RollingUpgradeFault("migrations", "identity", "audit", "worker", "api", RollingUpgradeFault.Gateway, "scheduler")], () => [new RequestsWorkload(), new JobsWorkload()], [Requests, new("jobs", Budgets.WorkerKill, MostFailures: 0)]),
    ];

    /// <summary>What a change has to pass: as few as reach every checker, and the failures that are met most.</summary>
    public static IReadOnlyList<Scenario> Ci { get; } = [.. new[] { "api_kill", "worker_kill", "scheduler_kill", "redis_kill", "sentinel_loss", "primary_kill", "primary_freeze" }.Select(name => Find(name)!)];

    /// <summary>A scenario by name; null when there is none.</summary>
    public static Scenario? Find(string name) => All.FirstOrDefault(scenario => scenario.Name == name);

    private static IReadOnlyList<IWorkload> Everything()
    {
        var requests = new RequestsWorkload();
        return [requests, new AuditWorkload(requests), new JobsWorkload()];
    }
}
