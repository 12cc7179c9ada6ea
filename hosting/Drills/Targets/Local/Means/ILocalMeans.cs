using Distribution.Drills.Faults;

namespace Distribution.Drills.Targets.Local.Means;

/// <summary>One way of doing something to a process of this machine. Another is one class, and a line in <see cref="LocalTarget"/>.</summary>
internal interface ILocalMeans
{
    /// <summary>What it does.</summary>
    IReadOnlyCollection<Injection> Injections { get; }

    /// <summary>Why it cannot be used on this machine or topology, and what would make it usable; null when it can.</summary>
    string? Lack { get; }

    /// <summary>Makes what it needs, before there is any load.</summary>
    /// <exception cref="TargetException">It could not be made.</exception>
    Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Does it.</summary>
    /// <exception cref="TargetException">It could not be done.</exception>
    Task InjectAsync(Member member, Injection injection, CancellationToken cancellationToken);
}
