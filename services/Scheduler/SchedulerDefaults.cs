using Distribution.Leases;

namespace Distribution.Scheduler;

/// <summary>The scheduler's names and times, each with its reason.</summary>
internal static class SchedulerDefaults
{
    /// <summary>The lease that the leader holds, and the fence under which it enqueues.</summary>
    public const string Lease = "scheduler";

    /// <summary>The connection string of the database in which the lease and the jobs live.</summary>
    public const string Database = "jobs";

    /// <summary>1 s: how long a grant may outlive its end, before the sweep's own time.</summary>
    public static readonly TimeSpan TickEvery = TimeSpan.FromSeconds(1);

    /// <summary>5 ticks: reviews are due in hours, and one that is a few seconds overdue is so at once for whoever asks for more access.</summary>
    public const int ReviewsEachTicks = 5;

    /// <summary>0.45 s to open a connection: just before the lease gives up on a question, so that the reason is known and nothing is left behind.</summary>
    public static readonly TimeSpan DatabaseBudget = LeaseDefaults.CallTimeout * 0.9;
}
