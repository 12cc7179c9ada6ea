using Distribution.Drills.Targets;

namespace Distribution.Testing.Hosts;

/// <summary>
/// Who runs a test's topology. An AppHost with plain processes, unless <see cref="TopologyOptions.Host"/> says another: containers of an engine, started by compose or by Testcontainers, are one class each. Disposed,
/// it leaves nothing of what it has started.
/// </summary>
public interface ITopologyHost : IAsyncDisposable
{
    /// <summary>The topology as faults, workloads and checkers see it.</summary>
    ITarget Target { get; }

    /// <summary>A connection string that names all members of a Postgres cluster and the file of the password.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="database">The database.</param>
    /// <param name="role">The role.</param>
    string Postgres(string cluster, string database, string role);

    /// <summary>Waits until all of it serves, with full redundancy.</summary>
    /// <exception cref="Exception">It does not in time; the message names what is missing. It becomes the cause of a <see cref="TopologyException"/> unless it is one.</exception>
    Task WaitUntilWholeAsync(CancellationToken cancellationToken) => Target.WholeAgainAsync(cancellationToken);
}
