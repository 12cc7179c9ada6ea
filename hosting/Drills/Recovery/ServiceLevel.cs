using Distribution.Drills.Histories;

namespace Distribution.Drills.Recovery;

/// <summary>What part of a workload succeeded through a drill, and what that says of a month.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Operations">How many were begun from the moment on at which the load ran steadily.</param>
/// <param name="Succeeded">How many of them were answered as asked.</param>
/// <param name="Outage">The longest time without a success.</param>
public sealed record ServiceLevel(string Workload, int Operations, int Succeeded, TimeSpan Outage)
{
    /// <summary>99.95 % a month: the level that the API is to keep (features, row 42).</summary>
    public const double Objective = 0.9995;

    /// <summary>30 days of it leave 21.6 min.</summary>
    public static readonly TimeSpan MonthlyAllowance = TimeSpan.FromDays(30) * (1 - Objective);

    /// <summary>0 to 1; 1 when nothing was begun.</summary>
    public double Ratio => Operations == 0 ? 1 : (double)Succeeded / Operations;

    /// <summary>How many outages as long as this one a month has room for within <see cref="Objective"/>; null when there was none.</summary>
    public int? IncidentsAMonth => Outage > TimeSpan.Zero ? (int)(MonthlyAllowance / Outage) : null;

    /// <summary>Reads it from a history.</summary>
    /// <param name="history">What was done since the load ran steadily.</param>
    /// <param name="workload">Whose operations.</param>
    public static ServiceLevel Of(History history, string workload)
    {
        ArgumentNullException.ThrowIfNull(history);
        var operations = history.Of(workload).ToList();
        return new(
            workload,
            operations.Count,
            operations.Count(operation => operation.Outcome == Outcome.Ok),
            Recovery.Outage.Measure(history, workload, Recovery.Outage.UsualGap(history, workload))?.LongestGap ?? TimeSpan.Zero);
    }
}
