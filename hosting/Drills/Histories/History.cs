namespace Distribution.Drills.Histories;

/// <summary>All that was done and seen in one drill.</summary>
/// <param name="Operations">In the order in which they were begun.</param>
/// <param name="Marks">In the order of their time.</param>
public sealed record History(IReadOnlyList<Operation> Operations, IReadOnlyList<Mark> Marks)
{
    /// <summary>The operations of one workload.</summary>
    /// <param name="workload">Its name.</param>
    public IEnumerable<Operation> Of(string workload) => Operations.Where(operation => operation.Workload == workload);

    /// <summary>The history from the beginning of the steady baseline to the end of the load, which is what requests and outages are judged by; all of it where those moments are not marked.</summary>
    /// <param name="baseline">How long the baseline was.</param>
    public History Judged(TimeSpan baseline)
    {
        var from = TimeOf(MarkKind.Steady) - baseline ?? TimeSpan.Zero;
        var to = TimeOf(MarkKind.Ended) ?? TimeSpan.MaxValue;
        return this with { Operations = [.. Operations.Where(operation => operation.Invoked >= from && operation.Invoked < to)] };
    }

    /// <summary>When the first fault was injected; null when none was.</summary>
    public TimeSpan? Injected => TimeOf(MarkKind.Injected);

    private TimeSpan? TimeOf(MarkKind kind) => Marks.FirstOrDefault(mark => mark.Kind == kind)?.Time;
}
