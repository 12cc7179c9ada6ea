namespace Distribution.ServiceDefaults.Budgets;

#pragma warning disable CA1032 // It is made in one place, always with its budget and its cause.
internal sealed class RequestBudgetException(TimeSpan total, Exception cause)
    : Exception($"The request was not answered within its budget of {total.TotalMilliseconds:0} ms", cause);
