namespace Distribution.Drills.Histories;

/// <summary>A line of <c>history.jsonl</c>.</summary>
/// <param name="Type"><c>invoke</c>, <c>ok</c>, <c>fail</c>, <c>unknown</c> or <c>mark</c>.</param>
/// <param name="Operation">The operation, for all but marks.</param>
/// <param name="Mark">The mark.</param>
internal sealed record HistoryLine(string Type, Operation? Operation, Mark? Mark);
