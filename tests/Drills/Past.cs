using Distribution.Drills.Histories;

namespace Distribution.Drills.Tests;

/// <summary>Writes histories down by hand; times are seconds.</summary>
internal sealed class Past
{
    private readonly List<Operation> _operations = [];
    private readonly List<Mark> _marks = [];

    public History History => new([.. _operations.OrderBy(operation => operation.Invoked)], _marks);

    public Past Ok(string action, string key, double from, double to, string? input = null, string? output = null, string? node = null, long? term = null, string workload = "w") =>
        Add(action, key, from, input, workload, operation => operation with { Outcome = Outcome.Ok, Completed = TimeSpan.FromSeconds(to), Output = output, Node = node, Term = term });

    public Past Failed(string action, string key, double from, double to, string? input = null, string workload = "w") =>
        Add(action, key, from, input, workload, operation => operation with { Outcome = Outcome.Fail, Completed = TimeSpan.FromSeconds(to), Error = "refused" });

    public Past Unknown(string action, string key, double from, string? input = null, string workload = "w") => Add(action, key, from, input, workload, operation => operation);

    public Past Fault(double at)
    {
        _marks.Add(new Mark(MarkKind.Injected, "x", "killed", TimeSpan.FromSeconds(at), default));
        return this;
    }

    private Past Add(string action, string key, double from, string? input, string workload, Func<Operation, Operation> end)
    {
        _operations.Add(end(new Operation(_operations.Count + 1, workload, action, key, input, TimeSpan.FromSeconds(from), default)));
        return this;
    }
}
