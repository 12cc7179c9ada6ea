using Distribution.Publishing.Description.Values;

namespace Distribution.Publishing.Description;

/// <summary>
/// What a topology is, whatever it is deployed to: read once from the AppHost's model, and all that an emitter sees. It has no addresses and no secrets: those are holes
/// (<see cref="ValuePart"/>) that each target fills in its own way.
/// </summary>
/// <param name="Name">The topology's name: the compose project, the chart.</param>
/// <param name="Version">The product's version, which is also the images' tag.</param>
/// <param name="Workloads">The services, in the order of the AppHost; replicas are folded into one.</param>
/// <param name="Postgres">The database cluster; null without.</param>
/// <param name="Pool">The connection pool before it; null without.</param>
/// <param name="Valkey">The cache cluster; null without.</param>
public sealed record TopologyDescription(
    string Name, string Version, IReadOnlyList<Workload> Workloads, PostgresCluster? Postgres, ConnectionPool? Pool, ValkeyCluster? Valkey)
{
    /// <summary>Every secret of the topology, each once, by name.</summary>
    public IReadOnlyList<Secret> Secrets =>
    [
        .. Workloads.SelectMany(workload => workload.Secrets)
            .Concat(Postgres?.Secrets ?? [])
            .Concat(Valkey?.Secrets ?? [])
            .DistinctBy(secret => secret.Name, StringComparer.Ordinal)
            .OrderBy(secret => secret.Name, StringComparer.Ordinal),
    ];

    /// <summary>The one that people come in through; null without.</summary>
    public Workload? Gateway => Workloads.FirstOrDefault(workload => workload.IsGateway);

    /// <summary>A workload by name.</summary>
    /// <exception cref="PublishException">There is none.</exception>
    public Workload Workload(string name) => Workloads.FirstOrDefault(workload => workload.Name == name)
        ?? throw new PublishException($"Workload '{name}' is referenced and not there: there are {string.Join(", ", Workloads.Select(workload => workload.Name))}.");
}
