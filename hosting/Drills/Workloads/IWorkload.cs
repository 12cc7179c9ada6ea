using Distribution.Drills.Checkers;

namespace Distribution.Drills.Workloads;

/// <summary>Uses a topology as somebody would, and records what it did. A new one is one class.</summary>
public interface IWorkload
{
    /// <summary>Its name in histories and reports.</summary>
    string Name { get; }

    /// <summary>Makes what it needs: tables, a sign-in.</summary>
    Task PrepareAsync(WorkloadContext context, CancellationToken cancellationToken);

    /// <summary>Works until it is cancelled, and ends only after what it began has ended or been given up.</summary>
    Task RunAsync(WorkloadContext context, CancellationToken cancellationToken);

    /// <summary>Reads what is there in the end, once all is whole again.</summary>
    Task FinishAsync(WorkloadContext context, CancellationToken cancellationToken);

    /// <summary>What must hold of its history in every scenario.</summary>
    IReadOnlyList<IChecker> Checkers { get; }
}
