namespace Distribution.Jobs;

/// <summary>Times and sizes of the queue, each with its reason.</summary>
public static class JobDefaults
{
    /// <summary>The channel on which a commit of due jobs is told to the workers.</summary>
    internal const string Channel = "jobs";

    /// <summary>5: in the middle of 0–9.</summary>
    public const int Priority = 5;

    /// <summary>10: with the back-off below, a failure that lasts a minute is survived.</summary>
    public const int MaxAttempts = 10;

    /// <summary>1,000,000: for work that has to wait for as long as what it needs is out.</summary>
    public const int MostAttempts = 1_000_000;

    /// <summary>64 KiB of payload: a job says what to do and where the rest is.</summary>
    public const int LongestPayload = 64 * 1024;

    /// <summary>200 characters of kind and of unique key.</summary>
    public const int LongestName = 200;

    /// <summary>2,000 characters of an error that are kept.</summary>
    public const int LongestError = 2_000;

    /// <summary>16 jobs at a time in one worker: they mostly wait for others, and two cores are busy with fewer.</summary>
    public const int Concurrency = 16;

    /// <summary>3 s without a heartbeat and a worker is over: its jobs run elsewhere within 4 s, and a failover of the database of 0.4–1.3 s is survived.</summary>
    public static readonly TimeSpan Ttl = TimeSpan.FromSeconds(3);

    /// <summary>1 s: two heartbeats may fail before the worker is over.</summary>
    public static readonly TimeSpan HeartbeatEvery = Ttl / 3;

    /// <summary>0.3 s before the database would take its jobs away the worker stops them.</summary>
    public static readonly TimeSpan SafetyMargin = TimeSpan.FromMilliseconds(300);

    /// <summary>0.8 s for a heartbeat; a later answer would leave no time for another.</summary>
    public static readonly TimeSpan CallTimeout = HeartbeatEvery * 0.8;

    /// <summary>1 s between two looks for lost workers, and less when the life of one ends sooner: its jobs are taken away in that moment.</summary>
    public static readonly TimeSpan ReapEvery = TimeSpan.FromSeconds(1);

    /// <summary>0.5 s: how late a job starts that became due by time, or whose notification was lost.</summary>
    public static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>0.1 s after a question to the database that failed.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>0.2 s before the second attempt, doubled for each further one.</summary>
    public static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    /// <summary>30 s between two attempts at most.</summary>
    public static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(30);

    /// <summary>1 min for one attempt: nothing here takes longer than seconds, and one that hangs must not keep its place forever.</summary>
    public static readonly TimeSpan RunTimeout = TimeSpan.FromMinutes(1);

    /// <summary>1 s that running jobs have to end when their worker is told to stop; then they are cancelled and handed back.</summary>
    public static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(1);

    /// <summary>1 s for each step of the end of a worker, however long its jobs are waited for: what has come of them is written, and its session ended.</summary>
    public static readonly TimeSpan SettlePatience = TimeSpan.FromSeconds(1);

    /// <summary>5 s between two looks at the depth of the queue: metrics are exported as often.</summary>
    public static readonly TimeSpan MeasureEvery = TimeSpan.FromSeconds(5);

    /// <summary>10 min between two looks for finished jobs to forget, of which each hour's are forgotten at once.</summary>
    public static readonly TimeSpan PruneEvery = TimeSpan.FromMinutes(10);

    /// <summary>100,000: the depth is not counted further, so that a large backlog is not made slower by being measured.</summary>
    public const int DepthCounted = 100_000;

    /// <summary>500 outcomes written in one statement.</summary>
    internal const int SettleAtMost = 500;
}
