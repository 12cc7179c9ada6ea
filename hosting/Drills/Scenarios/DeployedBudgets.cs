namespace Distribution.Drills.Scenarios;

/// <summary>
/// What is promised where Patroni and the Sentinels alone look after the servers, in compose and in a cluster. Locally supervisors of ours stand beside the processes and see them die; there a leader is replaced
/// when its lock has run out. What is not in this table is promised as locally (<see cref="Budgets"/>).
/// </summary>
public static class DeployedBudgets
{
    /// <summary>
    /// 15 s for a lost primary of Postgres: Patroni's lock lives for 8 s after its last renewal, which is up to 1 s old; the others look each second, race for it and promote in two or three; and a client asks again within one.
    /// </summary>
    public static readonly TimeSpan PrimaryLoss = TimeSpan.FromSeconds(15);

    /// <summary>10 s for a lost standby: a commit waits for it until the primary's Patroni, which looks each second and is given 3 s by the store, has recorded that it may not be promoted.</summary>
    public static readonly TimeSpan StandbyLoss = TimeSpan.FromSeconds(10);

    /// <summary>5 s for a killed primary of Valkey: the Sentinels take it for down after 1.5 s (a container's pause for a breath is no death), agree, elect and promote in one or two more, and clients hear of it.</summary>
    public static readonly TimeSpan ValkeyKill = TimeSpan.FromSeconds(5);

    /// <summary>8 s for a frozen one: the same, and clients that wait for its answers have to give them up first.</summary>
    public static readonly TimeSpan ValkeyFreeze = TimeSpan.FromSeconds(8);

    /// <summary>60 s when all of Postgres is stopped for 5: Patroni waits for the old lock to run out, starts the servers again as what they were, and makes the standby confirm before writes are let through.</summary>
    public static readonly TimeSpan DatabaseDown = TimeSpan.FromSeconds(60);

    /// <summary>
    /// 30 s for a node with all that stands on it: that of its primary, of its Valkey primary after it, and of clients whose connections lead to a gateway that is gone without a word, which the cluster takes out of the
    /// service once it has not heard of the node for its grace (12 s in the cluster of the tests; Kubernetes' default is 40).
    /// </summary>
    public static readonly TimeSpan ZoneLoss = TimeSpan.FromSeconds(30);

    /// <summary>
    /// 4.5 s for an answer: the gateway's 3 s, and half of that again for a machine on which the engine, 26 containers and the load share the cores. With two of them, 200 requests a second and an outage of 5 s, the last
    /// refusals were up to a second late.
    /// </summary>
    public static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(4.5);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TargetBudget> All { get; } =
    [
        new("primary_kill", new("registers", PrimaryLoss, MostFailures: null)),
        new("primary_kill", new("requests", PrimaryLoss, MostFailures: null)),
        new("primary_freeze", new("registers", PrimaryLoss, MostFailures: null)),
        new("primary_freeze", new("requests", PrimaryLoss, MostFailures: null)),
        new("primary_and_sentinel_kill", new("registers", PrimaryLoss, MostFailures: null)),
        new("standby_kill", new("registers", StandbyLoss, MostFailures: null)),
        new("standby_kill", new("requests", StandbyLoss, MostFailures: null)),
        new("redis_kill", new("valkey", ValkeyKill, MostFailures: null)),
        new("redis_storm", new("valkey", ValkeyKill, MostFailures: null)),
        new("redis_freeze", new("valkey", ValkeyFreeze, MostFailures: null)),
        new("database_down", new("requests", DatabaseDown, MostFailures: null)),
        new("database_down", new("jobs", DatabaseDown, MostFailures: null)),
        new("zone_loss", new("registers", ZoneLoss, MostFailures: null)),
        new("zone_loss", new("requests", ZoneLoss, MostFailures: null)),
        new("zone_loss", new("jobs", ZoneLoss, MostFailures: null)),
    ];
}
