using Distribution.Publishing.Compose.Model;
using Distribution.Publishing.Compose.Services;
using Distribution.Publishing.Description;

namespace Distribution.Publishing.Compose;

/// <summary>All containers of a topology at one scale.</summary>
internal sealed class Composition
{
    private readonly TopologyDescription _topology;

    public Composition(TopologyDescription topology, Scale scale, ComposeCustomisations customisations)
    {
        _topology = topology;
        Postgres = topology.Postgres is { } postgres ? [.. new PostgresServices(topology, postgres, scale).All()] : [];
        Valkey = topology.Valkey is { } valkey ? [.. new ValkeyServices(topology, valkey, scale).All()] : [];
        Workloads = [.. new WorkloadServices(topology, scale).All()];
        foreach (var service in All)
        {
            customisations.Apply(service);
        }
    }

    /// <summary>The store, the database servers and the pool.</summary>
    public IReadOnlyList<ComposeService> Postgres { get; }

    /// <summary>The Sentinels and the cache's servers.</summary>
    public IReadOnlyList<ComposeService> Valkey { get; }

    public IReadOnlyList<ComposeService> Workloads { get; }

    public IEnumerable<ComposeService> All => [.. Postgres, .. Valkey, .. Workloads];

    /// <summary>The named volumes of containers, each once.</summary>
    public static IEnumerable<string> VolumesOf(IEnumerable<ComposeService> services) =>
        services.SelectMany(service => service.Volumes).Select(volume => volume.Split(':')[0]).Where(name => name[0] is not ('.' or '/' or '~')).Distinct(StringComparer.Ordinal);

    /// <summary>A file with all of it.</summary>
    public ComposeFile File()
    {
        var file = new ComposeFile { Name = _topology.Name };
        foreach (var service in All)
        {
            file.Add(service.Name, service);
        }

        foreach (var (name, network) in ComposeNetworks.All(_topology))
        {
            file.Networks.Add(name, network);
        }

        foreach (var volume in VolumesOf(All))
        {
            file.Volumes.Add(volume, new Dictionary<string, string>());
        }

        foreach (var secret in _topology.Secrets)
        {
            file.Secrets.Add(secret.Name, new($"${{{ComposeSettings.Secrets}:-./secrets}}/{secret.Name}"));
        }

        return file;
    }
}
