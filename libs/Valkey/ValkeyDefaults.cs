namespace Distribution.Valkey;

/// <summary>The client's times and bounds, each with its reason.</summary>
public static class ValkeyDefaults
{
    /// <summary>Time for TCP, HELLO and ROLE together. A frozen server takes the TCP connection and answers nothing; on a loaded machine a good one takes 0.1 s.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Time for an answer. A planned switchover holds writes back for 0.24–0.95 s, which should not cost a connection; an API's budget after a
    /// frozen primary is 3 s.
    /// </summary>
    public static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Time for one Sentinel's answer; another one is asked at the same time, so a dead Sentinel costs this only where no majority answers.</summary>
    public static readonly TimeSpan SentinelTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How often each Sentinel is asked although it would tell of a switch by itself: a Sentinel can freeze, and a message can be lost. All of them would have to at once, and whoever loses its primary asks all
    /// of them anyway.
    /// </summary>
    public static readonly TimeSpan SentinelPollInterval = TimeSpan.FromSeconds(5);

    /// <summary>An idle connection is tried this often, so that a frozen primary is found before somebody needs it; whoever needs it finds out within <see cref="CommandTimeout"/>.</summary>
    public static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(2);

    /// <summary>First pause between attempts to connect; doubled each time, with jitter.</summary>
    public static readonly TimeSpan ReconnectDelay = TimeSpan.FromMilliseconds(20);

    /// <summary>Longest pause between attempts. Sentinels fail over in about 1 s: half of that is the most that waiting should add.</summary>
    public static readonly TimeSpan MaxReconnectDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>How long <c>WAIT</c> waits for replicas: they answer in milliseconds, or are gone.</summary>
    public static readonly TimeSpan ReplicationTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>Commands without an answer on one connection; more than a second's worth at any rate this client reaches.</summary>
    public const int MaxPendingCommands = 100_000;

    /// <summary>Bytes handed over and not yet taken by the network; beyond it the server does not keep up and commands are refused at once.</summary>
    public const long MaxUnsentBytes = 64 * 1024 * 1024;

    /// <summary>Messages kept for a subscriber that does not follow. When it is full they are dropped and the subscriber is told of a gap.</summary>
    public const int SubscriberBacklog = 4096;
}
