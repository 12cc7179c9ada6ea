using System.Globalization;
using Distribution.Publishing.Compose.Model;
using Distribution.Publishing.Description;

namespace Distribution.Publishing.Compose.Services;

/// <summary>The database cluster: servers under Patroni, the store in which they elect, the pool. The store is whole in every file, since its members keep in their data how many they are.</summary>
internal sealed class PostgresServices(TopologyDescription topology, PostgresCluster cluster, Scale scale)
{
    /// <summary>A server that is told to end writes a checkpoint first; Patroni has 10 s for it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan SmallGrace = TimeSpan.FromSeconds(10);

    private readonly Hosts _hosts = new(topology, scale);

    private static IEnumerable<string> Store => Enumerable.Range(1, ComposeLayout.StoreMembers).Select(member => ComposeLayout.Member("etcd", member));

    private string Databases => string.Join(',', cluster.Databases);

    public IEnumerable<ComposeService> All() =>
    [
        .. Store.Select(StoreMember),
        .. _hosts.Postgres.Select(Server),
        .. topology.Pool is { } pool ? new[] { Pool(pool) } : [],
    ];

    private ComposeService StoreMember(string name)
    {
        var service = Containers.Create(name, ComposeLayout.ServerImage("etcd", topology.Version), WorkloadResources.Small, ComposeSettings.StoreMemory, Containers.ServerWeight);
        service.Environment["CLUSTER_NAME"] = cluster.Name;
        service.Environment["MEMBER_NAME"] = name;
        service.Environment["MEMBER_HOST"] = name;
        service.Environment["INITIAL_CLUSTER"] = string.Join(',', Store.Select(member => $"{member}=http://{Hosts.At(member, ComposeLayout.StorePeerPort)}"));
        service.Networks.Add(ComposeNetworks.Store, new());
        service.Volumes.Add($"{name}-data:{ComposeLayout.Volume("etcd")}");
        service.HealthCheck = ComposeHealth.Check(ComposeHealth.ServerStart, "/usr/local/bin/entrypoint", "health");
        service.StopGracePeriod = ComposeLayout.Seconds(SmallGrace);
        return service;
    }

    private ComposeService Server(string name)
    {
        var service = Containers.Create(name, ComposeLayout.ServerImage("postgres", topology.Version), WorkloadResources.Database, ComposeSettings.PostgresMemory, Containers.ServerWeight);
        service.Environment["CLUSTER_NAME"] = cluster.Name;
        service.Environment["MEMBER_NAME"] = name;
        service.Environment["MEMBER_HOST"] = name;
        service.Environment["DATABASES"] = Databases;
        service.Environment["STORE"] = "etcd";
        service.Environment["ETCD_HOSTS"] = string.Join(',', Store.Select(member => Hosts.At(member, ComposeLayout.StoreClientPort)));
        service.Environment["POSTGRES_SHARED_BUFFERS"] = "${POSTGRES_SHARED_BUFFERS:-128MB}";
        service.Environment["POSTGRES_MAX_CONNECTIONS"] = "${POSTGRES_MAX_CONNECTIONS:-300}";
        service.Secrets = [.. cluster.Secrets.Select(secret => secret.Name)];
        service.Networks.Add(ComposeNetworks.Of(cluster), new());
        service.Networks.Add(ComposeNetworks.Store, new());
        service.Volumes.Add($"{name}-data:{ComposeLayout.Volume("postgres")}");
        service.HealthCheck = ComposeHealth.Check(ComposeHealth.ServerStart, "/usr/local/bin/entrypoint", "health");
        service.StopGracePeriod = ComposeLayout.Seconds(Grace);
        foreach (var member in Store)
        {
            // Patroni itself waits for the store to answer, and needs only two of three.
            service.DependsOn.Add(member, new() { Condition = ComposeDependency.Started });
        }

        return service;
    }

    private ComposeService Pool(ConnectionPool pool)
    {
        var service = Containers.Create(pool.Name, ComposeLayout.ServerImage("postgres", topology.Version), WorkloadResources.Small, ComposeSettings.PoolMemory);
        service.Comment = string.Create(CultureInfo.InvariantCulture, $"One address, {pool.Name}:{ConnectionPool.Port}, for tools that know only one host; the services follow the primary themselves. It is healthy when it has found a primary.");
        service.Command = ["pgbouncer"];
        service.Environment["POSTGRES_HOSTS"] = string.Join(',', _hosts.Postgres.Select(host => Hosts.At(host, PostgresCluster.Port)));
        service.Environment["DATABASES"] = Databases;
        service.Secrets = [.. cluster.Secrets.Where(secret => secret.Role is not null).Select(secret => secret.Name)];
        service.Networks.Add(ComposeNetworks.Of(cluster), new());
        service.HealthCheck = ComposeHealth.CheckOften(ComposeHealth.ServerStart, "/usr/local/bin/entrypoint", "health", "pgbouncer");
        service.StopGracePeriod = ComposeLayout.Seconds(SmallGrace);
        foreach (var host in _hosts.Postgres)
        {
            service.DependsOn.Add(host, new() { Condition = ComposeDependency.Started });
        }

        return service;
    }
}
