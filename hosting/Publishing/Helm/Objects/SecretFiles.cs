using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Objects;

/// <summary>Secrets as files in one folder, each readable by the pod's group only.</summary>
internal static class SecretFiles
{
    private const string Volume = "secrets";

    // Where a client in a pod expects what it needs to speak with the API server, below /run/secrets.
    private const string Account = "kubernetes.io/serviceaccount";
    private const int TokenSeconds = 60 * 60;

    /// <summary>0440, as JSON and YAML write it.</summary>
    public const int GroupReads = 288;

    /// <summary>Where they are mounted.</summary>
    public static YamlMap Mount { get; } = Container.Mount(Volume, Chart.SecretsFolder, isReadOnly: true);

    /// <summary>The volume: these files, each out of the Secret that holds it, and no others.</summary>
    public static YamlMap Of(IEnumerable<IGrouping<HelmValue, string>> files) =>
        Projected([.. files.Select(secret => new YamlMap { { "secret", new YamlMap { { "name", secret.Key }, { "items", Items(secret) } } } })]);

    /// <summary>
    /// The same, with the account's token where programs look for it: below the folder of the secrets, which is read-only, so that Kubernetes could not mount its own there. It is good for an hour, and made anew before that.
    /// </summary>
    public static YamlMap WithToken(IEnumerable<IGrouping<HelmValue, string>> files) => Projected(
    [
        .. files.Select(secret => new YamlMap { { "secret", new YamlMap { { "name", secret.Key }, { "items", Items(secret) } } } }),
        new YamlMap { { "serviceAccountToken", new YamlMap { { "path", $"{Account}/token" }, { "expirationSeconds", TokenSeconds } } } },
        new YamlMap { { "configMap", new YamlMap { { "name", "kube-root-ca.crt" }, { "items", new YamlList { new YamlMap { { "key", "ca.crt" }, { "path", $"{Account}/ca.crt" } } } } } } },
        new YamlMap { { "downwardAPI", new YamlMap { { "items", new YamlList { new YamlMap { { "path", $"{Account}/namespace" }, { "fieldRef", new YamlMap { { "fieldPath", "metadata.namespace" } } } } } } } } },
    ]);

    private static YamlMap Projected(IEnumerable<YamlMap> sources) =>
        new() { { "name", Volume }, { "projected", new YamlMap { { "defaultMode", GroupReads }, { "sources", YamlList.Of(sources) } } } };

    private static YamlList Items(IEnumerable<string> names) => YamlList.Of(names.Select(name => new YamlMap { { "key", name }, { "path", name } }));
}
