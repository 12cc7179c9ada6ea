using Distribution.Jobs.Store;

namespace Distribution.Jobs.Running;

/// <summary>How an attempt ended, to be written to the database.</summary>
/// <param name="Job">The claim.</param>
/// <param name="Ending">What becomes of it.</param>
/// <param name="After">The pause before the next attempt.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record Outcome(ClaimedJob Job, Ending Ending, TimeSpan After = default, string? Error = null);
