using Distribution.Drills.Histories;

namespace Distribution.Drills.Checkers.Linearizability;

/// <summary>An operation on one register, as the search needs it.</summary>
/// <param name="Operation">The operation it stands for.</param>
/// <param name="Return">When it was answered; <see cref="TimeSpan.MaxValue"/> for one that may take effect at any later time.</param>
internal sealed record RegisterCall(Operation Operation, TimeSpan Return)
{
    /// <summary>
    /// The calls of a register's operations. What was refused has no effect, and a read without an answer says nothing: both are left out.
    /// </summary>
    public static IEnumerable<RegisterCall> Of(IEnumerable<Operation> operations) => operations
        .Where(operation => operation.Outcome != Outcome.Fail && !(operation is { Action: "read", Outcome: Outcome.Unknown }))
        .Select(operation => new RegisterCall(operation, operation is { Outcome: Outcome.Ok, Completed: { } completed } ? completed : TimeSpan.MaxValue));

    /// <summary>The register's value after this call on a register of a value, or nothing when the call could not have been answered so.</summary>
    public bool TryApply(string? value, out string? next)
    {
        (next, var possible) = Operation.Action switch
        {
            "write" => (Operation.Input, true),
            "read" => (value, string.Equals(value, Operation.Output, StringComparison.Ordinal)),
            "cas" => ApplyExchange(value),
            _ => throw new InvalidDataException($"operation {Operation.Id}: a register knows write, read and cas, not '{Operation.Action}'"),
        };
        return possible;
    }

    // The input is 'old→new'. An acknowledged one exchanged, or says that it kept what was there; one without an answer may have found another value and done nothing.
    private (string? Next, bool Possible) ApplyExchange(string? value)
    {
        var sides = Operation.Input!.Split('→', 2);
        var kept = Operation is { Outcome: Outcome.Ok, Output: LinearizabilityChecker.Kept };
        return string.Equals(value, sides[0], StringComparison.Ordinal) ? (sides[1], !kept) : (value, kept || Operation.Outcome == Outcome.Unknown);
    }
}
