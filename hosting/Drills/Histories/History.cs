namespace Distribution.Drills.Histories;

/// <summary>All that was done and seen in one drill.</summary>
/// <param name="Operations">In the order in which they were begun.</param>
/// <param name="Marks">In the order of their time.</param>
public sealed record History(IReadOnlyList<Operation> Operations, IReadOnlyList<Mark> Marks)
{
    /// <summary>The operations of one workload.</summary>
    /// <param name="workload">Its name.</param>
    public IEnumerable<Operation> Of(string workload) => Operations.Where(operation => operation.Workload == workload);

    /// <summary>The history from the beginning of the steady baseline on, which is what requests and outages are judged by; all of it where no such moment is marked.</summary>
    /// <param name="baseline">How long the baseline was.</param>
    public History Judged(TimeSpan baseline) => Marks.FirstOrDefault(mark => mark.Kind == MarkKind.Steady) is { } steady
        ? this with { Operations = [.. Operations.Where(operation => operation.Invoked >= steady.Time - baseline)] }
        : this;

    /// <summary>When the first fault was injected; null when none was.</summary>
    public TimeSpan? Injected => Marks.Where(mark => mark.Kind == MarkKind.Injected).Select(mark => (TimeSpan?)mark.Time).FirstOrDefault();
}
