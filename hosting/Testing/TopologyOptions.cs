using Distribution.Testing.Hosts;

namespace Distribution.Testing;

/// <summary>Which topology a test gets. Everything has a default that fits a test; nothing is shared between two topologies.</summary>
public sealed record TopologyOptions
{
    /// <summary>How long a topology may take to be whole: 120 s, for a machine whose cores are busy. Left alone, all of it takes some seconds.</summary>
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(120);

    /// <summary>What is started; everything by default.</summary>
    public TopologyParts Parts { get; init; } = TopologyParts.All;

    /// <summary>The databases of the Postgres part, each with two roles: NAME, which reads and writes rows, and NAME_owner, which owns the schema. Ignored for a whole AppHost, which names its own.</summary>
    public IReadOnlyList<string> Databases { get; init; } = [Topology.DrillDatabase];

    /// <summary>The path of an AppHost's built assembly; null for the one of the clone that the test was built in. <see cref="Topology.StartAsync{TAppHost}"/> fills it in.</summary>
    public string? AppHost { get; init; }

    /// <summary>Who runs it: given the topology's folder, starts all of it and returns when it is whole. Null for an AppHost with plain processes; what else is said here is about that one.</summary>
    public Func<string, CancellationToken, Task<ITopologyHost>>? Host { get; init; }

    /// <summary>More arguments for the AppHost.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>More environment variables for the AppHost.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The folder below which the topology makes its own: the machine's folder for temporary files by default. The accounts that databases run as must be able to enter it.</summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();

    /// <summary>How long to wait for a topology to be whole, in the beginning and after a fault.</summary>
    public TimeSpan Patience { get; init; } = DefaultPatience;
}
