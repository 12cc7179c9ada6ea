namespace Distribution.Drills.Scenarios;

/// <summary>How long a workload may be out in a scenario on the local target, each with its reason.</summary>
public static class Budgets
{
    /// <summary>3 s: what the gateway takes at most to answer or refuse a request, its retries included.</summary>
    public static readonly TimeSpan Request = TimeSpan.FromSeconds(3);

    /// <summary>0.5 s on top: what a request that was refused at its deadline needs to come back on a machine whose cores are busy.</summary>
    public static readonly TimeSpan RequestWithTransport = Request + TimeSpan.FromMilliseconds(500);

    /// <summary>2 s for a killed primary of Postgres: noticed at once (connection refused), fenced and promoted in half a second, and a retry of each client.</summary>
    public static readonly TimeSpan PrimaryKill = TimeSpan.FromSeconds(2);

    /// <summary>3 s for a frozen one: a second more, because silence is no proof before three probes went unanswered.</summary>
    public static readonly TimeSpan PrimaryFreeze = TimeSpan.FromSeconds(3);

    /// <summary>
    /// 5 s for a primary that is cut off: its process runs, so that only silence tells (eight probes of a quarter of a second), then it is fenced and replaced in half a second; and what a client had sent to
    /// it has to be given up before it is sent to another.
    /// </summary>
    public static readonly TimeSpan PrimaryPartition = TimeSpan.FromSeconds(5);

    /// <summary>3 s for a standby that is cut off from its primary: a second in which it confirms nothing, a second more because the primary's word of it is a look old, and the record.</summary>
    public static readonly TimeSpan StandbyPartition = TimeSpan.FromSeconds(3);

    /// <summary>5 s for the loss of a third of everything: that of its primary, while as many processes start again on two cores.</summary>
    public static readonly TimeSpan ZoneLoss = TimeSpan.FromSeconds(5);

    /// <summary>2 s for a killed standby: commits wait for it until its loss is recorded durably.</summary>
    public static readonly TimeSpan StandbyKill = TimeSpan.FromSeconds(2);

    /// <summary>
    /// 5 s for a primary whose disk is full: noticed at the next look (a quarter of a second), then it has 3 s to shut down, which it may not be able to without room, before it is fenced and replaced in half a second.
    /// </summary>
    public static readonly TimeSpan PrimaryDiskFull = TimeSpan.FromSeconds(5);

    /// <summary>3 s for a standby whose disk is full, as for one that is cut off: it runs, and confirms nothing.</summary>
    public static readonly TimeSpan StandbyDiskFull = StandbyPartition;

    /// <summary>3 s for a killed primary of Valkey: Sentinels take it for down after half a second, elect and promote in another, and clients hear of it.</summary>
    public static readonly TimeSpan RedisKill = TimeSpan.FromSeconds(3);

    /// <summary>5 s for a frozen one: it also has to be fenced before the new one may be used.</summary>
    public static readonly TimeSpan RedisFreeze = TimeSpan.FromSeconds(5);

    /// <summary>2 s for a killed leader of the schedulers: its lease is over after 1.5 s, and the other asks each half second.</summary>
    public static readonly TimeSpan SchedulerKill = TimeSpan.FromSeconds(2);

    /// <summary>3 s for a frozen one: a second for the machine, since nothing tells of it but the lease.</summary>
    public static readonly TimeSpan SchedulerFreeze = TimeSpan.FromSeconds(3);

    /// <summary>5 s until a lost worker's job runs elsewhere: its lease is over after 3 s, and who reaps looks twice a second.</summary>
    public static readonly TimeSpan WorkerKill = TimeSpan.FromSeconds(5);

    /// <summary>10 s in a random schedule: the longest of the others twice, for two of different kinds at once, the one waiting for the other.</summary>
    public static readonly TimeSpan Random = RedisFreeze * 2;

    /// <summary>15 s when all of Postgres is stopped for 5: a primary and a standby start in two, and clients that waited longest look again after as long as they had waited.</summary>
    public static readonly TimeSpan DatabaseDown = TimeSpan.FromSeconds(15);
}
