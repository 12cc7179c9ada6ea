using Distribution.Drills.Targets;

namespace Distribution.Drills.Faults;

/// <summary>A fault that was injected.</summary>
/// <param name="Victims">To whom, as they were before.</param>
/// <param name="HoldFor">How long it is to last before it is undone; zero for one that the topology repairs by itself.</param>
/// <param name="UndoAsync">Undoes it; may be called more than once, and does no harm to what has recovered by itself.</param>
public sealed record InjectedFault(IReadOnlyList<Member> Victims, TimeSpan HoldFor, Func<CancellationToken, Task> UndoAsync);
