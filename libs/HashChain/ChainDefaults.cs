namespace Distribution.HashChain;

/// <summary>The sizes of appending and verifying, each with its reason.</summary>
public static class ChainDefaults
{
    /// <summary>2,000 records a transaction: its commit then costs each of them little, and its statements take tens of milliseconds.</summary>
    public const int LargestAppend = 2000;

    /// <summary>50,000 records a COPY: well within the time that one statement has, also on a busy machine.</summary>
    public const int VerifiedAtOnce = 50_000;

    /// <summary>4 tries of one append whose place another appender has taken: each loss is another one's success.</summary>
    public const int AppendTries = 4;

    /// <summary>1,000,000 numbers that a record out of place is tried with, nearest first: half a second, and only when something is wrong.</summary>
    public const int PlacesTried = 1_000_000;

    /// <summary>200 records: the most that one question gives.</summary>
    public const int LargestPage = 200;
}
