namespace Distribution.Drills.Histories;

/// <summary>Something that happened to the system during a drill: a fault, its end, a change of role, a phase of recovery.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Subject">The member, cluster or fault it is about.</param>
/// <param name="Text">What happened, for people.</param>
/// <param name="Time">When, on the drill's monotonic clock.</param>
/// <param name="At">The same moment by the wall clock.</param>
public sealed record Mark(MarkKind Kind, string Subject, string Text, TimeSpan Time, DateTimeOffset At);
