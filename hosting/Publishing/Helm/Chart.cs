using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Customisation;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm;

/// <summary>What every part of the chart knows: the topology, and how things are named in its templates.</summary>
/// <param name="Topology">The topology.</param>
/// <param name="Customisations">What the AppHost says of Kubernetes alone.</param>
internal sealed record Chart(TopologyDescription Topology, KubernetesCustomisations Customisations)
{
    /// <summary>Where secrets are mounted.</summary>
    public const string SecretsFolder = "/run/secrets";

    /// <summary>Below it every volume is mounted.</summary>
    public const string DataFolder = "/var/lib/distribution";

    /// <summary>The user and the group of every container; above 10000, so that it is nobody on the node.</summary>
    public const int UserId = 10001;

    /// <summary>The chart's name, with which the names of its templates begin.</summary>
    public string Name => Topology.Name;

    /// <summary>The start of every object's name.</summary>
    public string FullName => $"{{{{ {FullNameExpression} }}}}";

    /// <summary>The same, inside of other expressions.</summary>
    public string FullNameExpression => $"include \"{Name}.fullname\" .";

    /// <summary>The full name of a part.</summary>
    public string NameOf(string part) => $"{FullName}-{part}";

    /// <summary>What follows a Service's name in its whole one.</summary>
    public const string ServiceDomain = "{{ .Release.Namespace }}.svc";

    /// <summary>The whole name of a part's Service, which its own pods, too, resolve to the Service's address.</summary>
    public string ServiceOf(string part) => $"{NameOf(part)}.{ServiceDomain}";

    /// <summary>A named template's output.</summary>
    public HelmValue Include(string template) => HelmValue.Of($"include \"{Name}.{template}\" .");

    /// <summary>An image of ours.</summary>
    public HelmValue Image(string image) => HelmValue.Of($"include \"{Name}.image\" (list . \"{image}\")");

    /// <summary>A value of a service, as an expression.</summary>
    public static string ValueOf(Workload workload, string key) => $"{ValuesOf(workload)}.{key}";

    /// <summary>All values of a service, as an expression.</summary>
    public static string ValuesOf(Workload workload) =>
        workload.Name.All(char.IsAsciiLetterOrDigit) ? $".Values.services.{workload.Name}" : $"(index .Values.services \"{workload.Name}\")";

    /// <summary>Where the database cluster runs as StatefulSet of ours.</summary>
    public const string IsPatroni = "eq .Values.postgres.mode \"patroni\"";

    /// <summary>Where CloudNativePG runs the database cluster.</summary>
    public const string IsCloudNativePg = "eq .Values.postgres.mode \"cloudnativepg\"";

    /// <summary>Where somebody else runs it.</summary>
    public const string IsExternalPostgres = "eq .Values.postgres.mode \"external\"";

    /// <summary>Where the cache cluster is part of the chart.</summary>
    public const string IsBundledValkey = "eq .Values.valkey.mode \"sentinel\"";
}
