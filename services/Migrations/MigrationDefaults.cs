namespace Distribution.Migrations;

/// <summary>How long a run waits, and for what.</summary>
internal static class MigrationDefaults
{
    /// <summary>30 s for a writable primary: a whole start, or a failover in the middle of one, takes a third of that.</summary>
    public static readonly TimeSpan PrimaryPatience = TimeSpan.FromSeconds(30);

    /// <summary>60 s for another run on the same database to end.</summary>
    public static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(60);

    /// <summary>10 min for one statement: an index on a large table takes minutes, a statement that takes longer belongs elsewhere.</summary>
    public static readonly TimeSpan StatementPatience = TimeSpan.FromMinutes(10);

    /// <summary>Runs on one database that a lost connection may cost; what was committed is not run again.</summary>
    public const int Attempts = 5;

    /// <summary>Names the advisory lock among others of the same database: "migrate" in ASCII.</summary>
    public const long LockKey = 0x006d696772617465;
}
