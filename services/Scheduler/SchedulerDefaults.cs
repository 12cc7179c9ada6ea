using Distribution.Leases;

namespace Distribution.Scheduler;

/// <summary>The scheduler's names and times, each with its reason.</summary>
internal static class SchedulerDefaults
{
    /// <summary>The lease that the leader holds, and the fence that its sweeps raise.</summary>
    public const string Lease = "scheduler";

    /// <summary>The connection string of the database in which the lease lives.</summary>
    public const string Database = "jobs";

    /// <summary>Services that answer sweeps: this name, or this name, a dash and a number.</summary>
    public const string Api = "api";

    /// <summary>1 s: how long a grant may outlive its end.</summary>
    public static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);

    /// <summary>0.5 s to connect: replicas are near, and a frozen one accepts anyway.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>1 s for one replica to sweep; a frozen one delays the sweep by no more than its own period.</summary>
    public static readonly TimeSpan TryTimeout = SweepEvery;

    /// <summary>0.45 s to open a connection: just before the lease gives up on a question, so that the reason is known and nothing is left behind.</summary>
    public static readonly TimeSpan DatabaseBudget = LeaseDefaults.CallTimeout * 0.9;
}
