namespace Distribution.Api.Idempotency;

internal static class IdempotencyDefaults
{
    public const string Header = "Idempotency-Key";
    public const int LongestKey = 255;

    /// <summary>
    /// How long a duplicate waits for the one that came first: longer than a write takes during a failover of the database (≤ 1.5 s), and short
    /// enough that the refusal still fits into the request's budget.
    /// </summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(1600);

    /// <summary>How long an answer is kept: a client that has not repeated its request within a day has given up.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);
}
