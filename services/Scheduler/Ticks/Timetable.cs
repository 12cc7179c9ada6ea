using Distribution.Jobs;
using Distribution.Leases;

namespace Distribution.Scheduler.Ticks;

/// <summary>
/// What is enqueued at each tick. One job of each kind waits or runs at a time, and goes on trying for as long as what it needs is out: so nothing piles up, and what is overdue is done within a moment of
/// the recovery.
/// </summary>
internal static class Timetable
{
    /// <summary>Ends grants whose time is up.</summary>
    public const string Sweep = "access.sweep";

    /// <summary>Ends what was to be reviewed and was not.</summary>
    public const string Reviews = "access.reviews";

    // Access that is over ends before new access begins; only what somebody ordered at this moment comes first.
    private const int Priority = 8;

    /// <param name="term">The leader's.</param>
    /// <param name="tick">Which of its ticks, from 0; one that failed is not counted.</param>
    public static IReadOnlyList<NewJob> At(Term term, long tick) =>
        tick % SchedulerDefaults.ReviewsEachTicks == 0 ? [Job(Sweep, term), Job(Reviews, term)] : [Job(Sweep, term)];

    private static NewJob Job(string kind, Term term) => new()
    {
        Kind = kind,
        UniqueKey = kind,
        Priority = Priority,
        MaxAttempts = JobDefaults.MostAttempts,
        Payload = $$"""{"scheduler":{{term.Number}}}""",
    };
}
