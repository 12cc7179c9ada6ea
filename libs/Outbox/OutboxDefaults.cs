namespace Distribution.Outbox;

/// <summary>The sizes and times of sending and receiving, each with its reason.</summary>
public static class OutboxDefaults
{
    /// <summary>The name of the HTTP client that relays use; a service adds its credentials to it.</summary>
    public const string HttpClient = "outbox";

    /// <summary>Where a receiver takes messages.</summary>
    public const string Path = "/internal/messages";

    /// <summary>500 messages a request: a commit at the receiver then costs each of them little, and a repeated request repeats little.</summary>
    public const int LargestBatch = 500;

    /// <summary>512 KiB of payloads a request: half of what a service takes as a body, so that names and escapes have room.</summary>
    public const int LargestBatchBytes = 512 * 1024;

    /// <summary>64 KiB: a message tells of a change, it does not carry files.</summary>
    public const int LargestPayload = 64 * 1024;

    /// <summary>100 characters for a destination and a type.</summary>
    public const int LongestName = 100;

    /// <summary>400 characters for a key: a kind and an id fit.</summary>
    public const int LongestKey = 400;

    /// <summary>2.5 s for a receiver to answer: its own budget ends before that, so that its refusal is heard.</summary>
    public static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(2.5);

    /// <summary>0.5 s to connect: replicas are near, and a frozen one accepts anyway.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>3 s: a claim that was just renewed outlives one request, and with the poll below a frozen relay is replaced after 3.6 s at most.</summary>
    public static readonly TimeSpan ClaimTtl = TimeSpan.FromSeconds(3);

    /// <summary>0.4 s after its last renewal a claim is renewed before the next request.</summary>
    public static readonly TimeSpan ClaimRenewAfter = TimeSpan.FromMilliseconds(400);

    /// <summary>0.5 s between two looks of one who waits, for messages whose notification was lost and for claims that nobody renewed.</summary>
    public static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>2 s between two looks when nothing was found or told of for <see cref="BusyFor"/>: less than <see cref="ClaimTtl"/>, so that a frozen relay is replaced no later for it.</summary>
    public static readonly TimeSpan PollIdleEvery = TimeSpan.FromSeconds(2);

    /// <summary>5 s: whoever sends again within this, while a relay is just giving its claim back, relies on the poll.</summary>
    public static readonly TimeSpan BusyFor = TimeSpan.FromSeconds(5);

    /// <summary>25 ms between two looks of the relay that has just delivered: under load nobody has to notify it, and NOTIFY makes all commits of a server wait in line.</summary>
    public static readonly TimeSpan PollBusyEvery = TimeSpan.FromMilliseconds(25);

    /// <summary>0.25 s without messages until a relay gives its claim back.</summary>
    public static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(250);

    /// <summary>50 ms before the second round over the receiver's replicas; doubled with each further one.</summary>
    public static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(50);

    /// <summary>1 s: a receiver that is back after a minute has everything moving again within one and a half.</summary>
    public static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(1);

    /// <summary>2 s between two measurements of what waits.</summary>
    public static readonly TimeSpan MeasureEvery = TimeSpan.FromSeconds(2);

    /// <summary>7 days: how long a receiver knows a message again. A relay that was frozen for longer could deliver it twice.</summary>
    public static readonly TimeSpan InboxKeeps = TimeSpan.FromDays(7);

    /// <summary>10 min between two prunings of the inbox.</summary>
    public static readonly TimeSpan PruneEvery = TimeSpan.FromMinutes(10);

    /// <summary>10,000 rows a statement: a fraction of a second, so that no lock is held for long.</summary>
    public const int PruneBatch = 10_000;

    /// <summary>What a measurement counts at most; more than this is an outage anyway.</summary>
    public const int DeepestCount = 100_000;
}
