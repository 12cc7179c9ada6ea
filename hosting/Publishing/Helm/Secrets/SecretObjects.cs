using Distribution.Hosting.Secrets;
using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Objects;
using Distribution.Publishing.Helm.Postgres;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Secrets;

/// <summary>
/// The Secrets that the chart makes where none is named: at the first install, by chance; from then on what is there is kept. They outlive the release, as the volumes do whose passwords they hold. The chart itself holds
/// none of their contents.
/// </summary>
/// <param name="chart">The chart.</param>
internal sealed class SecretObjects(Chart chart)
{
    private const string Old = "$old";

    private readonly SecretGroups _groups = new(chart);

    public IEnumerable<ChartFile> Build()
    {
        if (chart.Topology.Postgres is { } cluster)
        {
            yield return File(SecretGroups.Postgres, [.. Passfiles.Select(PassfileLine)], new() { Entries(SecretGroups.Postgres), RawPasswords() }, [.. Passfiles.Select(passfile => RoleSecret(cluster, passfile))]);
        }

        if (chart.Topology.Valkey is not null)
        {
            yield return File(SecretGroups.Valkey, [], Entries(SecretGroups.Valkey), []);
        }

        yield return File(SecretGroups.Services, [], Entries(SecretGroups.Services), []);
        if (chart.Topology.Workloads.Any(workload => workload.Volumes.Any(volume => volume.IsShared)))
        {
            yield return File(SecretGroups.SigningKeys, [], SigningKeys(), []);
        }
    }

    private IReadOnlyList<Secret> Passfiles => [.. _groups.In(SecretGroups.Postgres).Where(secret => secret.Kind == SecretKind.Passfile)];

    private ChartFile File(string group, IEnumerable<TemplateLine> before, YamlMap data, IEnumerable<YamlMap> others)
    {
        var document = new YamlMap
        {
            TemplateLine.Set("old", $"(lookup \"v1\" \"Secret\" .Release.Namespace (include \"{chart.Name}.secret.{group}\" .)).data | default dict"),
        };
        foreach (var line in before)
        {
            document.Add(line);
        }

        document.Add(new KubernetesObject(chart, group, "secrets").Of("v1", "Secret", new() { { "type", "Opaque" }, { "data", data } }, annotations: new() { { "helm.sh/resource-policy", "keep" } }));

        // The lines above hold for the whole file, so its documents are under one condition.
        var all = new YamlMap { TemplateLine.If($"not .Values.secrets.{Setting(group)}"), document };
        foreach (var other in others)
        {
            all.Add(new TemplateLine("---"));
            all.Add(other);
        }

        all.Add(TemplateLine.End);
        return ChartFile.Template("secrets", group, all);
    }

    /// <summary>The value by which an operator names the Secret of a group.</summary>
    public static string Setting(string group) => group == SecretGroups.SigningKeys ? "signingKeys" : group;

    private YamlMap Entries(string group)
    {
        var entries = new YamlMap();
        foreach (var secret in _groups.In(group))
        {
            entries.Add(secret.Name, secret.Kind == SecretKind.Passfile ? HelmValue.Quoted(Variable(secret)) : Kept(secret.Name, Fresh(secret)));
        }

        return entries;
    }

    private static HelmValue Kept(string key, string fresh) => HelmValue.Quoted($"get {Old} \"{key}\" | default ({fresh} | b64enc)");

    private string Fresh(Secret secret) => secret.Kind switch
    {
        SecretKind.Password => "randAlphaNum 32",
        SecretKind.Key => "randAlphaNum 43",
        SecretKind.Users => $"include \"{chart.Name}.users\" .",
        _ => throw new PublishException($"The secret '{secret.Name}' is a {secret.Kind}, which the chart cannot make."),
    };

    private static string Variable(Secret passfile) => $"${passfile.Role}";

    private static TemplateLine PassfileLine(Secret passfile) =>
        TemplateLine.Set(passfile.Role!, $"get {Old} \"{passfile.Name}\" | default (printf \"*:*:{passfile.Database}:{passfile.Role}:%s\" (randAlphaNum 32) | b64enc)");

    private static HelmValue RawOf(Secret passfile) => HelmValue.Quoted($"{Variable(passfile)} | b64dec | trim | splitList \":\" | last | b64enc");

    // Only what an operator of the cluster asks for has a password without its passfile.
    private YamlMap RawPasswords()
    {
        var scaled = chart.Topology.Workloads.Where(workload => workload.Scaling?.By == ScalingMeasure.QueueDepth).ToList();
        var raw = new YamlMap();
        foreach (var workload in scaled)
        {
            foreach (var passfile in workload.Secrets.Where(secret => secret.Kind == SecretKind.Passfile))
            {
                raw.Add(new YamlMap { { RawPassword.KeyOf(passfile), RawOf(passfile) } }.When($"{Chart.ValueOf(workload, "autoscaling")}.enabled"));
            }
        }

        return raw;
    }

    // CloudNativePG reads a role's password from a Secret of this type, and takes it over when it changes.
    private YamlMap RoleSecret(PostgresCluster cluster, Secret passfile) => new KubernetesObject(chart, cluster.Name, "secrets").Of(
        "v1",
        "Secret",
        new()
        {
            { "type", "kubernetes.io/basic-auth" },
            { "data", new YamlMap { { "username", HelmValue.Quoted($"\"{passfile.Role}\" | b64enc") }, { "password", RawOf(passfile) } } },
        },
        CloudNativePgNames.Dashed($"{cluster.Name}-{passfile.Role}"),
        annotations: new() { { "helm.sh/resource-policy", "keep" } },
        labels: new() { { "cnpg.io/reload", "true" } }).When(Chart.IsCloudNativePg);

    // P-256: docs/decisions/0014-signing-keys-in-kubernetes.md.
    private static YamlMap SigningKeys() => new()
    {
        { "current.pem", Kept("current.pem", "genPrivateKey \"ecdsa\"") },
        { "next.pem", Kept("next.pem", "genPrivateKey \"ecdsa\"") },
        TemplateLine.With("get $old \"previous.pem\""),
        { "previous.pem", HelmValue.Quoted(".") },
        TemplateLine.End,
    };
}
