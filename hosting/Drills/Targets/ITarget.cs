using System.Net;
using Distribution.Drills.Faults;
using Distribution.Drills.Scenarios;
using Distribution.Machine.Control;
using Distribution.Machine.Network;

namespace Distribution.Drills.Targets;

/// <summary>A running topology that is drilled: processes of this machine, containers of an engine, pods of a cluster. Each is one class.</summary>
public interface ITarget : IAsyncDisposable
{
    /// <summary>Its kind and name, for reports: <c>local/distribution</c>.</summary>
    string Name { get; }

    /// <summary>Where its clients come in.</summary>
    Uri Gateway { get; }

    /// <summary>All addresses of its gateways: where there are several and no balancer before them, clients go on to the next.</summary>
    IReadOnlyList<Uri> Gateways => [Gateway];

    /// <summary>Whether a gateway may be replaced while clients use another.</summary>
    bool HasSpareGateway => Gateways.Count > 1;

    /// <summary>The addresses of members that carry the topology's marker, where the target has made sure that they are its own: nobody else uses them.</summary>
    IReadOnlySet<IPAddress> OwnAddresses => new HashSet<IPAddress>();

    /// <summary>What it promises in place of what is promised locally.</summary>
    IReadOnlyList<TargetBudget> Budgets => [];

    /// <summary>How long a request may take at most, whatever becomes of it.</summary>
    TimeSpan LongestAnswer => Scenarios.Budgets.RequestWithTransport;

    /// <summary>The pause between two looks that wait for something, so that looking does not take from what is looked at. Default 100 ms: locally a look is one question to the AppHost.</summary>
    TimeSpan LookPause => TimeSpan.FromMilliseconds(100);

    /// <summary>How it looks now.</summary>
    /// <exception cref="TargetException">It cannot be asked.</exception>
    Task<TargetState> LookAsync(CancellationToken cancellationToken);

    /// <summary>Why something cannot be done to a member here, and what would make it possible; null when it can be done. A fault that needs it is not applicable.</summary>
    string? WhyNot(Injection injection);

    /// <summary>Has the network between members fail by rules, under a name; without rules that is over.</summary>
    /// <param name="fault">The name.</param>
    /// <param name="rules">What happens to whose bytes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TargetException">It could not be done.</exception>
    Task ShapeNetworkAsync(string fault, IReadOnlyList<NetworkRule> rules, CancellationToken cancellationToken);

    /// <summary>Makes what an injection needs, before there is any load.</summary>
    /// <exception cref="TargetException">It could not be made.</exception>
    Task PrepareAsync(Injection injection, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Does something to a member.</summary>
    /// <exception cref="TargetException">It could not be done.</exception>
    Task InjectAsync(Member member, Injection injection, CancellationToken cancellationToken);

    /// <summary>A connection string that names all members of the cluster <c>postgres</c>.</summary>
    /// <param name="database">The database: <c>drills</c>, in which a drill makes its own tables, or one of the services'.</param>
    string Postgres(string database);

    /// <summary>The connection string of the Valkey cluster, as the services have it.</summary>
    string Valkey { get; }

    /// <summary>Somebody who can sign in, by role.</summary>
    DevelopmentUser UserWithRole(string role);

    /// <summary>What the supervisors said of their phases since a moment, in order; empty where nobody tells.</summary>
    Task<IReadOnlyList<Phase>> PhasesAsync(DateTimeOffset since, CancellationToken cancellationToken);
}
