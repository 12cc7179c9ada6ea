using Distribution.Jobs;
using Distribution.Leases;

namespace Distribution.Scheduler.Ticks;

/// <summary>
/// What is enqueued each tick. One job of each kind waits or runs at a time, and goes on trying for as long as what it needs is out: so nothing piles up, and what is overdue is done within a moment of
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

    public static IReadOnlyList<NewJob> EachTick(Term term) => [Job(Sweep, term), Job(Reviews, term)];

    private static NewJob Job(string kind, Term term) => new()
    {
        Kind = kind,
        UniqueKey = kind,
        Priority = Priority,
        MaxAttempts = JobDefaults.MostAttempts,
        Payload = $$"""{"scheduler":{{term.Number}}}""",
    };
}
