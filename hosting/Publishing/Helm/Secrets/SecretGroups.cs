using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Secrets;

/// <summary>Which Secret holds what: one for each of those who would give it ready made, the database's operator, the cache's, and whoever runs the services.</summary>
/// <param name="chart">The chart.</param>
internal sealed class SecretGroups(Chart chart)
{
    /// <summary>The passwords of the database cluster and of its roles.</summary>
    public const string Postgres = "postgres";

    /// <summary>The passwords of the cache cluster's users.</summary>
    public const string Valkey = "valkey";

    /// <summary>The services' own secrets.</summary>
    public const string Services = "services";

    /// <summary>The keys that sign tokens.</summary>
    public const string SigningKeys = "signing-keys";

    private readonly HashSet<string> _postgres = [.. (chart.Topology.Postgres?.Secrets ?? []).Select(secret => secret.Name)];
    private readonly HashSet<string> _valkey = [.. (chart.Topology.Valkey?.Secrets ?? []).Select(secret => secret.Name)];

    /// <summary>The Secret of a group: the chart's own, or the one that an operator names.</summary>
    public HelmValue NameOf(string group) => chart.Include($"secret.{group}");

    /// <summary>All secrets of a group.</summary>
    public IReadOnlyList<Secret> In(string group) => [.. chart.Topology.Secrets.Where(secret => GroupOf(secret.Name) == group)];

    /// <summary>The files of some secrets, by the Secret that holds them.</summary>
    public IEnumerable<IGrouping<HelmValue, string>> Files(IEnumerable<Secret> secrets) =>
        secrets.Select(secret => secret.Name).Order(StringComparer.Ordinal).GroupBy(name => NameOf(GroupOf(name)));

    private string GroupOf(string secret) => _postgres.Contains(secret) ? Postgres : _valkey.Contains(secret) ? Valkey : Services;
}
