using Distribution.Publishing.Compose.Model;
using Distribution.Publishing.Description;

namespace Distribution.Publishing.Compose;

/// <summary>
/// Who reaches whom. Only the gateways are in the network that the machine's ports lead to; the services are with them in another; a database and a cache each have one with those services that the model
/// connects to it, and the store of Patroni one with the database servers alone. All but the first have no way out.
/// </summary>
internal static class ComposeNetworks
{
    public const string Edge = "edge";

    public const string Services = "services";

    public const string Store = "store";

    public static string Of(PostgresCluster cluster) => cluster.Name;

    public static string Of(ValkeyCluster cluster) => cluster.Name;

    /// <summary>Those of a workload.</summary>
    public static IEnumerable<string> Of(Workload workload, TopologyDescription topology)
    {
        if (workload.IsGateway)
        {
            yield return Edge;
        }

        if (workload.Kind == WorkloadKind.Service)
        {
            yield return Services;
        }

        if (workload.UsesPostgres && topology.Postgres is { } postgres)
        {
            yield return Of(postgres);
        }

        if (workload.UsesValkey && topology.Valkey is { } valkey)
        {
            yield return Of(valkey);
        }
    }

    /// <summary>All of a topology.</summary>
    public static IEnumerable<(ComposeKey Name, ComposeNetwork Network)> All(TopologyDescription topology)
    {
        if (topology.Gateway is not null)
        {
            yield return (new(Edge, "The machine's ports lead here, and nowhere else."), new());
        }

        yield return (new(Services, "The gateways, the services, and what they call each other by."), Closed);
        if (topology.Postgres is { } postgres)
        {
            yield return (new(Of(postgres), "The database servers, the pool, and the services that the model connects to them."), Closed);
            yield return (new(Store, "The database servers and the store in which they elect their primary."), Closed);
        }

        if (topology.Valkey is { } valkey)
        {
            yield return (
                new(Of(valkey), "The cache and the services that the model connects to it. Its members have addresses that stay; the others get theirs from the upper half."),
                Closed with { Ipam = new([new($"{ComposeLayout.ValkeyNetwork}.0/24", $"{ComposeLayout.ValkeyNetwork}.128/25")]) });
        }
    }

    private static ComposeNetwork Closed => new() { Internal = true };
}
