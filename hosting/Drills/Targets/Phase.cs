using Distribution.Drills.Histories;

namespace Distribution.Drills.Targets;

/// <summary>A step of a recovery, as the one who did it says.</summary>
/// <param name="Kind">Which step.</param>
/// <param name="Subject">The member it is about.</param>
/// <param name="Text">What was said.</param>
/// <param name="At">When, by the wall clock.</param>
public sealed record Phase(MarkKind Kind, string Subject, string Text, DateTimeOffset At);
