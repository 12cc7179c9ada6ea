namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>The supervisor's times. The budgets that follow from them: a dead primary is noticed at once, by the kernel's word, a frozen one within four <see cref="ProbeInterval"/>s.</summary>
internal static class SupervisorDefaults
{
    /// <summary>How often /proc is asked whether there is a postmaster again, or, where the kernel does not tell its end, still.</summary>
    public static readonly TimeSpan ProcessInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>How often a server's status is read, and one that does not answer is probed.</summary>
    public static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// How often one is probed that answers its looks and that the kernel does not call stopped: such a server is alive, and a probe, for which the postmaster forks, would only tell that it takes new connections.
    /// Eight forks a second were the half of what the idle topology cost.
    /// </summary>
    public static readonly TimeSpan ServingProbeInterval = TimeSpan.FromSeconds(5);

    /// <summary>How long one probe may take.</summary>
    public static readonly TimeSpan ProbeTimeout = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// A silent probe that ended so late says that this process itself had to wait for a processor, and nothing of the server, unless the kernel says that the server is stopped (local health: "Lifeguard",
    /// Dadgar, Phillips and Currey, 2018).
    /// </summary>
    public static readonly TimeSpan LateProbe = 2 * ProbeTimeout;

    /// <summary>Probes in a row without an answer that count as frozen, where the kernel says that the process is stopped. One of 50 ms was seen to condemn a healthy server on a busy machine.</summary>
    public const int SilentProbes = 3;

    /// <summary>The same where the kernel says nothing of the kind.</summary>
    public const int SilentProbesOfRunning = 8;

    /// <summary>
    /// The same where the postmaster was given a processor while it was asked, or waits for one: it is late, and a failover would give those who are left even more to do. Two seconds of silence were seen of a healthy
    /// server on two cores with seventy threads that wanted them, and of the one that replaced it.
    /// </summary>
    public const int SilentProbesOfWorking = 40;

    /// <summary>How often the status of a standby that serves is read.</summary>
    public static readonly TimeSpan StandbyLookInterval = TimeSpan.FromSeconds(1);

    /// <summary>How much later than due the answer to a look may be until the server is probed as well.</summary>
    public static readonly TimeSpan LookDelay = ProbeInterval;

    /// <summary>How long one look at a server's status may take.</summary>
    public static readonly TimeSpan LookTimeout = TimeSpan.FromSeconds(1);

    /// <summary>How long a status counts while new looks time out: a busy machine answers late, and a frozen server is found out by the probe.</summary>
    public static readonly TimeSpan SightLifetime = TimeSpan.FromSeconds(4);

    /// <summary>How long a primary may answer probes but refuse queries (recovering from a crash of one of its processes) before the standby replaces it.</summary>
    public static readonly TimeSpan RecoveryPatience = TimeSpan.FromMilliseconds(1500);

    /// <summary>How long a primary that nobody can replace may be silent before it is killed and started again: long, because the cure costs more than the wait. After 4 s a primary that was busy making its standby anew was killed three times in a row.</summary>
    public static readonly TimeSpan LoneSilence = TimeSpan.FromSeconds(10);

    /// <summary>The same for one that works, as far as the kernel can tell: to start it anew would only add its recovery, and the logins of all its clients, to what it is too slow for.</summary>
    public static readonly TimeSpan LoneLateness = TimeSpan.FromSeconds(60);

    /// <summary>How long the primary may see no streaming standby before writers are released from waiting for it. Writers are to be blocked for 2 s at most.</summary>
    public static readonly TimeSpan StandbyUnseen = TimeSpan.FromMilliseconds(750);

    /// <summary>How long a standby that is behind may confirm nothing new.</summary>
    public static readonly TimeSpan StandbyStalled = TimeSpan.FromSeconds(1);

    /// <summary>How long writers wait for the standby to appear after the primary has started.</summary>
    public static readonly TimeSpan StandbyGrace = TimeSpan.FromMilliseconds(1500);

    /// <summary>How long a standby may run without streaming before it is made anew.</summary>
    public static readonly TimeSpan StreamingDeadline = TimeSpan.FromSeconds(10);

    /// <summary>How far behind a standby may be, in bytes, for commits to start waiting for it: one WAL segment.</summary>
    public const ulong CatchUpDistance = 16 * 1024 * 1024;

    /// <summary>Room on a disk, in bytes, below which a server is about to fail: two WAL segments.</summary>
    public const long TooLittleRoom = 32 * 1024 * 1024;

    /// <summary>Room that a standby needs to replace a primary whose disk is full: enough not to be the next to fail.</summary>
    public const long EnoughRoom = 4 * TooLittleRoom;

    /// <summary>Starts that may fail in a row before another way is tried (the standby made anew, the other member promoted).</summary>
    public const int FailedStarts = 3;

    /// <summary>How long a member must have served for its start to count as a success.</summary>
    public static readonly TimeSpan ProvenAfter = TimeSpan.FromSeconds(5);

    /// <summary>The first pause before a failed start is tried again; doubles up to <see cref="LongestPause"/>.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest pause between attempts.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>How long killed processes may take to go; only a process stuck in the kernel takes longer, and then nothing may be promoted.</summary>
    public static readonly TimeSpan FenceTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long a primary may take to shut down for a switchover before it is fenced.</summary>
    public static readonly TimeSpan FastStopTimeout = TimeSpan.FromSeconds(3);

    /// <summary>How long a promotion may take.</summary>
    public static readonly TimeSpan PromoteTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long a prepared member may take until its process is there: what starts it (the engine, its orchestrator) needs half a second, and several on a busy machine.</summary>
    public static readonly TimeSpan LaunchTimeout = TimeSpan.FromSeconds(15);

    /// <summary>How often the state is decided upon while something is wrong or under way; besides, whenever something was seen.</summary>
    public static readonly TimeSpan DecisionInterval = ProcessInterval;

    /// <summary>The same while all serve: what then passes by time alone (a standby that is not seen, a status that grows old) is counted in looks.</summary>
    public static readonly TimeSpan QuietInterval = ProbeInterval;

    /// <summary>How often a lag that changes is published.</summary>
    public static readonly TimeSpan LagInterval = TimeSpan.FromSeconds(1);

    /// <summary>The pause after a step that failed (a full disk, a server that went away in the middle).</summary>
    public static readonly TimeSpan FailedStepPause = TimeSpan.FromMilliseconds(250);

    /// <summary>The pause before attempt number <paramref name="attempt"/> + 1.</summary>
    public static TimeSpan Pause(int attempt) =>
        attempt == 0 ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(attempt - 1, 16)));
}
