using System.Globalization;
using Distribution.Publishing.Description;
using Distribution.Publishing.Description.Values;

namespace Distribution.Publishing.Compose.Services;

/// <summary>What fills the holes of values: where everybody is.</summary>
internal sealed class Hosts(TopologyDescription topology, Scale scale)
{
    private const string SentinelsKey = "sentinels=";

    // What Npgsql does without any option.
    private const string DriversOwnChoice = "SSL Mode=Prefer";

    public static string Name(Workload workload, int member) => workload.Kind == WorkloadKind.Job ? workload.Name : ComposeLayout.Member(workload.Name, member);

    public IReadOnlyList<string> Postgres => topology.Postgres is { } cluster ? [.. scale.Members(cluster.Members).Select(member => ComposeLayout.Member(cluster.Name, member))] : [];

    public IReadOnlyList<string> Sentinels => topology.Valkey is { } cluster ? [.. Enumerable.Range(1, cluster.Sentinels).Select(member => ComposeLayout.Member($"{cluster.Name}-sentinel", member))] : [];

    /// <summary>Who is healthy once a cluster serves.</summary>
    /// <exception cref="PublishException">There is no such cluster.</exception>
    public IReadOnlyList<string> Readiness(string cluster)
    {
        if (topology.Pool is { } pool && (cluster == pool.Name || cluster == topology.Postgres?.Name))
        {
            return [pool.Name];
        }

        if (cluster == topology.Postgres?.Name)
        {
            return [Postgres[0]];
        }

        return cluster == topology.Valkey?.Name
            ? Sentinels
            : throw new PublishException($"A workload waits for '{cluster}', which compose does not have: wait for a project, the database cluster or the cache.");
    }

    /// <summary>The value of a setting, in which an external database's or cache's address can be put by a setting of the operator.</summary>
    public string Render(Variable variable)
    {
        var text = variable.Render(Fill);

        // An external cache is one endpoint, and has no Sentinels: the setting replaces the key with its value.
        return text.Replace($"{SentinelsKey}${{{ComposeSettings.ValkeyServers}:-", $"${{{ComposeSettings.ValkeyServers}:-{SentinelsKey}", StringComparison.Ordinal);
    }

    private string Fill(ValuePart part) => part switch
    {
        TextPart text => ComposeLayout.Literal(text.Text),
        AddressPart address => Address(address),
        PostgresHostsPart => $"${{{ComposeSettings.PostgresHosts}:-{string.Join(',', Postgres.Select(host => At(host, PostgresCluster.Port)))}}};${{{ComposeSettings.PostgresOptions}:-{DriversOwnChoice}}}",
        SentinelHostsPart => $"${{{ComposeSettings.ValkeyServers}:-{string.Join(',', Sentinels.Select(host => At(host, ValkeyCluster.SentinelPort)))}}}",
        SecretFilePart secret => ComposeLayout.Secret(secret.Secret.Name),
        VolumePart volume => ComposeLayout.Volume(volume.Path.Length == 0 ? volume.Volume : $"{volume.Volume}/{volume.Path}"),
        _ => throw new PublishException($"Compose has no text for a {part.GetType().Name}."),
    };

    public static string At(string host, int port) => string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");

    private string Address(AddressPart part)
    {
        var workload = topology.Workload(part.Workload);
        var host = Name(workload, part.Member);
        var port = workload.Port ?? throw new PublishException($"'{workload.Name}' is referenced by its address and listens on no port: it is a job.");
        return part.Form switch
        {
            AddressForm.Url => $"http://{At(host, port)}",
            AddressForm.Host => host,
            AddressForm.Port => port.ToString(CultureInfo.InvariantCulture),
            _ => At(host, port),
        };
    }
}
