using Distribution.Drills.Targets;

namespace Distribution.Drills.Faults;

/// <summary>Something bad that is done to a topology, and undone. A new one is one class.</summary>
public interface IFault
{
    /// <summary>What it does, in the words of a report: <c>kill the primary of postgres</c>.</summary>
    string Description { get; }

    /// <summary>What the target must be able to do.</summary>
    IReadOnlyList<Injection> Needs { get; }

    /// <summary>Makes what it needs before there is any load: a new build, a disk that can be full. The topology is whole again afterwards.</summary>
    /// <exception cref="TargetException">It could not be made.</exception>
    Task PrepareAsync(ITarget target, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Chooses its victims as the topology is now, by role and not by name, and injects.</summary>
    /// <param name="target">The topology.</param>
    /// <param name="cancellationToken">Ends the wait, not the fault.</param>
    /// <returns>What was done, to be undone in every case.</returns>
    /// <exception cref="TargetException">There is no victim, or the fault did not take; what was done until then has been undone.</exception>
    Task<InjectedFault> InjectAsync(ITarget target, CancellationToken cancellationToken);

    /// <summary>Takes back what was made before the load, whatever came of the drill; does no harm where nothing was made.</summary>
    /// <exception cref="TargetException">It could not be.</exception>
    Task TakeBackAsync(ITarget target, CancellationToken cancellationToken) => Task.CompletedTask;
}
