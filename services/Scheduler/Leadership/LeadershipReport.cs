namespace Distribution.Scheduler.Leadership;

/// <summary>The body of the answer.</summary>
/// <param name="Leader">Whether this process leads at this moment.</param>
/// <param name="Term">Under which term; null while it follows.</param>
internal sealed record LeadershipReport(bool Leader, long? Term);
