namespace Distribution.Topology.Tests;

/// <summary>What a load saw.</summary>
internal sealed record LoadReport(IReadOnlyList<Operation> Operations)
{
    public IReadOnlyList<Operation> Failed => [.. Operations.Where(operation => !operation.Succeeded)];

    public IReadOnlyList<string> AcknowledgedWrites => [.. Operations.Where(operation => operation is { IsWrite: true, Succeeded: true }).Select(operation => operation.Reason)];

    public IReadOnlyList<string> AcknowledgedIds => [.. Operations.Select(operation => operation.Id).OfType<string>()];

    /// <summary>The longest time between two acknowledged writes.</summary>
    public TimeSpan LongestWriteGap
    {
        get
        {
            var ends = Operations.Where(operation => operation is { IsWrite: true, Succeeded: true }).Select(operation => operation.Ended).Order().ToArray();
            return ends.Zip(ends.Skip(1), (left, right) => right - left).DefaultIfEmpty(TimeSpan.Zero).Max();
        }
    }

    public override string ToString() =>
        $"{Operations.Count} operations, {Failed.Count} failed, {AcknowledgedWrites.Count} writes acknowledged, longest write gap {LongestWriteGap.TotalSeconds:0.00} s, slowest {Operations.Select(operation => operation.Ended - operation.Started).DefaultIfEmpty().Max().TotalSeconds:0.00} s"
        + string.Concat(Failed.Take(5).Select(operation => $"\n  {operation}"));
}
