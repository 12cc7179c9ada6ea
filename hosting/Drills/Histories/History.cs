namespace Distribution.Drills.Histories;

/// <summary>All that was done and seen in one drill.</summary>
/// <param name="Operations">In the order in which they were begun.</param>
/// <param name="Marks">In the order of their time.</param>
public sealed record History(IReadOnlyList<Operation> Operations, IReadOnlyList<Mark> Marks)
{
    /// <summary>The operations of one workload.</summary>
    /// <param name="workload">Its name.</param>
    public IEnumerable<Operation> Of(string workload) => Operations.Where(operation => operation.Workload == workload);

    /// <summary>When the first fault was injected; null when none was.</summary>
    public TimeSpan? Injected => Marks.Where(mark => mark.Kind == MarkKind.Injected).Select(mark => (TimeSpan?)mark.Time).FirstOrDefault();
}
