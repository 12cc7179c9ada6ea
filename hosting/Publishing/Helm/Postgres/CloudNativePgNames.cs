using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Postgres;

/// <summary>Names that CloudNativePG gives, and those that the chart gives to its objects.</summary>
internal static class CloudNativePgNames
{
    /// <summary>The plugin that archives to an object store: https://cloudnative-pg.io/plugin-barman-cloud/.</summary>
    public const string BarmanPlugin = "barman-cloud.cloudnative-pg.io";

    /// <summary>The object store of the backups.</summary>
    public const string Backups = "backups";

    /// <summary>The pods of a cluster.</summary>
    public static YamlMap Selector(Chart chart, PostgresCluster cluster) => new() { { "cnpg.io/cluster", chart.NameOf(cluster.Name) } };

    /// <summary>The Secret of a role, of the kind that the operator reads.</summary>
    public static string RoleSecret(Chart chart, string role) => chart.NameOf($"postgres-{Dashed(role)}");

    /// <summary>A name of Postgres as a name of Kubernetes.</summary>
    public static string Dashed(string name) => name.Replace('_', '-');
}
