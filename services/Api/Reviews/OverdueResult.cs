namespace Distribution.Api.Reviews;

/// <summary>What one look for overdue reviews did.</summary>
/// <param name="Overdue">Reviews that nobody made in time.</param>
/// <param name="Withdrawing">Grants that were ended for it; the others were over already.</param>
/// <param name="More">Whether another look at once is worth it.</param>
internal sealed record OverdueResult(int Overdue, int Withdrawing, bool More);
