namespace Distribution.ServiceDefaults.Budgets;

/// <summary>The time that a request has from its arrival to its answer; configuration section <c>RequestBudget</c>.</summary>
public sealed class RequestBudgetOptions
{
    internal const string Section = "RequestBudget";

    /// <summary>Within this time a caller has an answer or a refusal; more than <see cref="Refusal"/>. Default 3 s.</summary>
    public TimeSpan Total { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The end of the budget that is kept for unwinding and for writing the refusal. Default 700 ms: on a machine under load both take their time.</summary>
    public TimeSpan Refusal { get; set; } = TimeSpan.FromMilliseconds(700);
}
