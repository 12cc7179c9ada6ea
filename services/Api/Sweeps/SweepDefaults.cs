namespace Distribution.Api.Sweeps;

internal static class SweepDefaults
{
    /// <summary>Rows of each kind in one sweep: some tens of milliseconds of work, so that a sweep neither holds locks nor runs out of its budget.</summary>
    public const int Batch = 500;

    /// <summary>A request that nobody decided within a day has missed its occasion.</summary>
    public static readonly TimeSpan PendingAtMost = TimeSpan.FromDays(1);
}
