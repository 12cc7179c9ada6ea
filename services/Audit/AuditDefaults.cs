namespace Distribution.Audit;

/// <summary>The service's names, sizes and times, each with its reason.</summary>
internal static class AuditDefaults
{
    /// <summary>The connection string of the database in which the chain is.</summary>
    public const string Database = "audit";

    /// <summary>Who may read the chain.</summary>
    public const string Role = "auditor";

    /// <summary>The type of the messages that become records.</summary>
    public const string MessageType = "audit";

    /// <summary>100 characters for what was done.</summary>
    public const int LongestAction = 100;

    /// <summary>200 characters for who did it.</summary>
    public const int LongestActor = 200;

    /// <summary>400 characters for what it was done to: as long as a message's key.</summary>
    public const int LongestSubject = 400;

    /// <summary>10,000 records before the end are verified before the service is ready: a fraction of a second, and what an attacker would touch first.</summary>
    public const long Tail = 10_000;

    /// <summary>0.5 s between two looks whether there is something to checkpoint: a record is proven within a second.</summary>
    public static readonly TimeSpan CheckpointEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>1 min after the start the first whole verification begins: the start itself needs the processor for other things.</summary>
    public static readonly TimeSpan FirstWhole = TimeSpan.FromMinutes(1);

    /// <summary>10 min between two whole verifications; a million records take some seconds.</summary>
    public static readonly TimeSpan WholeEvery = TimeSpan.FromMinutes(10);

    /// <summary>1 s after a verification that could not be made.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>0.4 s without an answer, then something is sent: the gateway tries another replica after a second of silence.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(400);

    /// <summary>2 verifications at a time that callers asked for: each takes a core.</summary>
    public const int Verifications = 2;
}
