namespace Distribution.Api.Sweeps;

internal static class SweepDefaults
{
    /// <summary>
    /// Grants, and requests, in one transaction: each leaves up to two messages, so this is some tens of milliseconds of work, and a sweep neither
    /// holds locks nor runs out of its budget.
    /// </summary>
    public const int Batch = 100;

    /// <summary>Rows to forget in one transaction; one statement forgets them all.</summary>
    public const int PruneBatch = 500;

    /// <summary>How long one order may go on with further batches: well within the request's 3 s, a batch of which may still be running then.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(800);

    /// <summary>A request that nobody decided within a day has missed its occasion.</summary>
    public static readonly TimeSpan PendingAtMost = TimeSpan.FromDays(1);
}
