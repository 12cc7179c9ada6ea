namespace Distribution.Postgres;

/// <summary>The time-outs and sizes of <see cref="PostgresOptions"/>, each with its reason.</summary>
public static class PostgresDefaults
{
    /// <summary>3 s: what a caller waits at most. A supervised failover takes 0.4–1.3 s, so a call that starts in the middle of one still ends well.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(3);

    /// <summary>
    /// 5 s: what a login may take, which goes on when whoever asked for it waits no more. A loaded server needs 0.2 s, one that was just promoted on a busy machine up to two; to give it up then would be to begin anew
    /// at the end of the same queue.
    /// </summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>3 s: no statement may outlive the budget.</summary>
    public static readonly TimeSpan CommandTimeout = Budget;

    /// <summary>0.5 s: the answer to a cancellation takes a round trip; without one the connection is given up.</summary>
    public static readonly TimeSpan CancellationTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// 0.5 s: what a call waits once there has been no primary for as long as a whole budget. Enough to find one that is just promoted; with every call waiting on, a service that gets 70 of them a second has 160 to
    /// give up on at any time, and on two cores that alone kept callers waiting for their refusal for seconds.
    /// </summary>
    public static readonly TimeSpan OutageBudget = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// 1 s: a client that froze inside a transaction gives its locks back while those who wait for them still have half of their budget, and a leader's successor is not kept from raising the fence. A
    /// transaction that its client works at is idle for a millisecond at a time; one whose client waited so long for a processor is taken back and tried again.
    /// </summary>
    public static readonly TimeSpan IdleInTransactionTimeout = TimeSpan.FromSeconds(1);

    /// <summary>10 s: how long a connection may idle before it is checked, so that a vanished server does not stay in the pool.</summary>
    public static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(10);

    /// <summary>
    /// 8 connections to a server from one process: two cores are busy with fewer than ten in all. What waits for one of them waits for nothing; what waits inside the server, because more is going on than there are
    /// processors, is cut off by a time-out there, and the next connection costs a process and a login. With 20, in a cluster of two nodes on two cores, a failover did not end for as long as there was load.
    /// </summary>
    public const int MaxPoolSize = 8;

    /// <summary>
    /// 2 connections of each process to each standby, which are there at the moment of its promotion. A server that was just promoted otherwise begins with the logins of all clients, and answers nobody until they are done.
    /// One may be held for long, to listen; the other then serves a hundred calls a second.
    /// </summary>
    public const int Spares = 2;

    /// <summary>0.1 s, doubled with each failure of the same call, with jitter.</summary>
    public static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    /// <summary>0.4 s: a longer pause would let the end of a failover go unnoticed.</summary>
    public static readonly TimeSpan MaxRetryDelay = TimeSpan.FromMilliseconds(400);

    /// <summary>0.1 s between two looks at a server while no primary is known: followers act within half a second of a promotion.</summary>
    internal static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>0.3 s once that has lasted for a whole budget: whoever still waits gives up soon, and every process of a topology asks every member.</summary>
    internal static readonly TimeSpan LateProbeInterval = TimeSpan.FromMilliseconds(300);

    /// <summary>20 s between two looks at whether the spares are there, and before the first one: a topology that starts has better things to do.</summary>
    internal static readonly TimeSpan SparesInterval = TimeSpan.FromSeconds(20);

    /// <summary>
    /// 0.5 s: how long the first primary ever found waits for another server that may be a newer one. Only a frozen server costs it, once a process; 0.1 s was
    /// too short on a machine with twenty times more work than cores.
    /// </summary>
    internal static readonly TimeSpan RivalPatience = TimeSpan.FromMilliseconds(500);

    /// <summary>0.3 s without an answer: long for a statement, so the other servers are asked whether one of them was promoted.</summary>
    internal static readonly TimeSpan Suspicion = TimeSpan.FromMilliseconds(300);

    /// <summary>5 s between two such questions about the same long-held connection; none while the primary answers others.</summary>
    internal static readonly TimeSpan MaxSuspicion = TimeSpan.FromSeconds(5);

    /// <summary>0.25 s for an attempt to end by itself once it was cancelled. Npgsql's own cancellation waits for a frozen server for up to three time-outs.</summary>
    internal static readonly TimeSpan AbandonAfter = TimeSpan.FromMilliseconds(250);

    /// <summary>30 s after which the connection of an abandoned commit is given up; nobody waits for it any more.</summary>
    internal static readonly TimeSpan AbandonedCommitTimeout = TimeSpan.FromSeconds(30);
}
