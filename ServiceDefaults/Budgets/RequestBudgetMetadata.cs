namespace Distribution.ServiceDefaults.Budgets;

/// <param name="Total">The endpoint's own budget; null for none.</param>
internal sealed record RequestBudgetMetadata(TimeSpan? Total);
