namespace Distribution.Worker;

/// <summary>The worker's names, times and sizes, each with its reason.</summary>
internal static class WorkerDefaults
{
    /// <summary>The connection string of the database of the jobs.</summary>
    public const string Database = "jobs";

    /// <summary>Services that do the effects of jobs about access: this name, or this name, a dash and a number.</summary>
    public const string Api = "api";

    /// <summary>8 jobs at a time: a job has a connection only for a transaction, so that its eight, the heartbeat, the outbox and requests take turns with those of the pool.</summary>
    public const int Concurrency = 8;

    /// <summary>4 connections are kept for the promotion of the standby: two of them listen, for jobs and for messages to deliver, and two are for what is claimed, run and asked.</summary>
    public const int Spares = 4;

    /// <summary>2 s to answer a request: less than its budget, so that there is time to say that the database is out.</summary>
    public static readonly TimeSpan RequestBudget = TimeSpan.FromSeconds(2);

    /// <summary>0.5 s to connect: replicas are near, and a frozen one accepts anyway.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>2.5 s for one replica to answer: it refuses by itself after 2 s when its database is out; a frozen one costs a job no more than this before the next replica is asked.</summary>
    public static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(2.5);

    /// <summary>1 s until a sweep that no replica did is tried again: how long a grant may outlive its end must not grow with the length of an outage.</summary>
    public static readonly TimeSpan SweepRetry = TimeSpan.FromSeconds(1);

    /// <summary>24 h for which an answer to an operator is kept under its key.</summary>
    public static readonly TimeSpan OrdersKept = TimeSpan.FromHours(24);

    /// <summary>500 jobs in one request.</summary>
    public const int MostJobs = 500;
}
