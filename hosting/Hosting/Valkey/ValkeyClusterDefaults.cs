namespace Distribution.Hosting.Valkey;

/// <summary>Times and numbers of the cluster, each with its reason. "Measured" refers to 3 Sentinels on a busy machine of 2 cores.</summary>
internal static class ValkeyClusterDefaults
{
    /// <summary>
    /// A Sentinel takes a silent primary for down after this. It is the second line: the supervisor sees at once that a process is gone, and after
    /// <see cref="FenceSoft"/> that it is frozen. Not below 1 s, because a Sentinel connects again once a second only: with 500 ms the primary that was just
    /// promoted was taken for down in 1 of 3 runs, before the Sentinels had connected to it, and promotions followed one another.
    /// </summary>
    public static readonly TimeSpan DownAfter = TimeSpan.FromMilliseconds(1500);

    /// <summary>A failover that takes longer is given up, and the next may begin after twice this. Measured good from 2 to 5 s.</summary>
    public static readonly TimeSpan FailoverTimeout = TimeSpan.FromSeconds(3);

    /// <summary>How often it is looked when nothing happens. Events (a process ends, a Sentinel calls) are looked at when they come.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>How many looks in a row ask the primary alone while the cluster is healthy and it says nothing new. A replica or a Sentinel that only falls silent is noticed a second later: it matters when the primary fails, and then all are asked.</summary>
    public const int GlancesPerLook = 3;

    /// <summary>Time between looks while the primary does not answer or something was done.</summary>
    public static readonly TimeSpan CloseLookInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>How long one look waits for an answer of a server or a Sentinel. They take 1 ms; a frozen one must not hold up the fencing of it.</summary>
    public static readonly TimeSpan ProbePatience = TimeSpan.FromMilliseconds(100);

    /// <summary>How long the Sentinels wait for the replicas before they are started for the first time. From empty folders the replicas take 1 s.</summary>
    public static readonly TimeSpan ReplicasPatience = TimeSpan.FromSeconds(5);

    /// <summary>A connection on which nothing was answered for so long is given up and made anew.</summary>
    public static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(1);

    /// <summary>A primary that is silent so long while a replica answers is frozen, and is fenced. Soft evidence: Postgres probed for 50 ms was replaced while healthy; 750 ms were good.</summary>
    public static readonly TimeSpan FenceSoft = TimeSpan.FromMilliseconds(750);

    /// <summary>A silent primary is fenced after this where nobody can take over: to be started again as what it is.</summary>
    public static readonly TimeSpan FenceAlone = TimeSpan.FromSeconds(3);

    /// <summary>The same for one that has not answered since it was started: it may have much to read.</summary>
    public static readonly TimeSpan FenceUnstarted = TimeSpan.FromSeconds(10);

    /// <summary>How long a dead primary waits for the Sentinels to promote a replica: two attempts, the second of which begins after twice the failover time-out.</summary>
    public static readonly TimeSpan SwitchPatience = (2 * FailoverTimeout) + TimeSpan.FromSeconds(4);

    /// <summary>Starts of a primary that ended before it answered, after which a replica takes its place although it may lack its last writes.</summary>
    public const int FailedStartsBeforeGivingUp = 3;

    /// <summary>First pause before a crashed process is started again; doubled each time.</summary>
    public static readonly TimeSpan RestartDelay = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause before a crashed process is started again.</summary>
    public static readonly TimeSpan MaxRestartDelay = TimeSpan.FromSeconds(5);

    /// <summary>Replicas that must have answered lately or the primary refuses writes: a primary that is cut off must not go on acknowledging.</summary>
    public const int MinReplicasToWrite = 1;

    /// <summary>How lately, in seconds. Replicas acknowledge each second and the number is cut to whole ones, so 2 would flap on a busy machine.</summary>
    public const int MinReplicasMaxLag = 3;

    /// <summary>How long writes are held back during a switchover at most; it takes 0.24–0.95 s.</summary>
    public static readonly TimeSpan SwitchoverPause = TimeSpan.FromSeconds(10);

    /// <summary>How long a switchover waits for a replica to have everything while writes are held back; then it is called off.</summary>
    public static readonly TimeSpan CatchUpPatience = TimeSpan.FromSeconds(1);

    /// <summary>How long a promotion that the Sentinels were told to make may take.</summary>
    public static readonly TimeSpan PromotionPatience = TimeSpan.FromSeconds(5);
}
