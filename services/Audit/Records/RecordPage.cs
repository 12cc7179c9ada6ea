namespace Distribution.Audit.Records;

/// <summary>One page of records.</summary>
/// <param name="Items">In the order of the chain.</param>
/// <param name="NextCursor">What to send as <c>after</c> for the next page; null on the last.</param>
internal sealed record RecordPage(IReadOnlyList<RecordItem> Items, string? NextCursor);
