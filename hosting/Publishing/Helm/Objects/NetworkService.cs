using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Objects;

/// <summary>A name for pods.</summary>
internal static class NetworkService
{
    /// <summary>A name with an address of its own, behind which the pods that are ready take turns.</summary>
    public static YamlMap Of(KubernetesObject owner, params IEnumerable<(string Name, int Port)> ports) =>
        owner.Of("v1", "Service", new() { { "spec", new YamlMap { { "type", "ClusterIP" }, Body(owner, ports, []) } } });

    /// <summary>A name that stands for the addresses of all pods.</summary>
    public static YamlMap Headless(KubernetesObject owner, string name, bool alsoUnready, params IEnumerable<(string Name, int Port)> ports) => owner.Of(
        "v1",
        "Service",
        new() { { "spec", new YamlMap { { "clusterIP", "None" }, { "publishNotReadyAddresses", alsoUnready ? true : null }, Body(owner, ports, []) } } },
        name);

    /// <summary>Ports and selector.</summary>
    public static YamlMap Body(KubernetesObject owner, IEnumerable<(string Name, int Port)> ports, YamlMap also) => new()
    {
        { "ports", YamlList.Of(ports.Select(port => new YamlMap { { "name", port.Name }, { "port", port.Port }, { "targetPort", port.Name }, { "protocol", "TCP" } })) },
        { "selector", new YamlMap { Labels.Selector(owner.Part), also } },
    };
}
