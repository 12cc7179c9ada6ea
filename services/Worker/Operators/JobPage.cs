namespace Distribution.Worker.Operators;

/// <summary>One page of a list of jobs.</summary>
/// <param name="Items">By id, which is the order in which they were enqueued.</param>
/// <param name="NextCursor">What to send as <c>after</c> for the next page; null on the last.</param>
internal sealed record JobPage(IReadOnlyList<JobView> Items, string? NextCursor);
