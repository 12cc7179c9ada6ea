using Distribution.Hosting.Secrets;
using Distribution.Publishing.Azd.Manifest;
using Distribution.Publishing.Description;

namespace Distribution.Publishing.Azd;

/// <summary>
/// The topology's secrets as parameters of the deployment, which azd makes. Managed servers have no replication and no Sentinels, so what only those know is left out, and the cache's key is made by the cache.
/// </summary>
internal static class AzdSecrets
{
    /// <summary>One user of each role, for a deployment's first hour: everybody else is for people to make. The roles are Identity's.</summary>
    private static readonly string[] Users = ["requester", "approver", "auditor", "operator"];

    /// <summary>The database server's administrator.</summary>
    public static string AdministratorOf(PostgresCluster postgres) => $"{postgres.Name}-administrator";

    /// <summary>The parameters, each once.</summary>
    public static IReadOnlyList<ManifestResource> Parameters(TopologyDescription topology)
    {
        var ofCache = topology.Valkey?.Secrets.Select(secret => secret.Name).ToHashSet(StringComparer.Ordinal) ?? [];
        var ofRoles = topology.Postgres?.Secrets.Where(secret => secret.Kind == SecretKind.Passfile) ?? [];
        IEnumerable<string> administrator = topology.Postgres is { } postgres ? [AdministratorOf(postgres)] : [];
        return
        [
            .. topology.Workloads.SelectMany(workload => workload.Secrets).Concat(ofRoles)
                .Where(secret => !ofCache.Contains(secret.Name))
                .SelectMany(secret => secret.Kind == SecretKind.Users ? Users.Select(UserOf) : [ParameterOf(secret)])
                .Concat(administrator)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(ManifestParameter.Create),
        ];
    }

    /// <summary>A secret's content, as a manifest names it; of a passfile only the password.</summary>
    public static string ValueOf(Secret secret) => secret.Kind == SecretKind.Users
        ? string.Join('\n', Users.Select(role => $"{role} {{{UserOf(role)}.value}} {role}"))
        : $"{{{ParameterOf(secret)}.value}}";

    private static string ParameterOf(Secret secret) => secret.Name.Replace(".pgpass", "", StringComparison.Ordinal).Replace('_', '-');

    private static string UserOf(string role) => $"user-{role}";
}
