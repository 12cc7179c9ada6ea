using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Objects;

/// <summary>A container of a pod.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Image">Its image.</param>
/// <param name="ResourcesValue">The value that holds its resources, as an expression.</param>
internal sealed record Container(string Name, HelmValue Image, string ResourcesValue)
{
    /// <summary>What is run instead of the image's entry point.</summary>
    public YamlList? Command { get; init; }

    /// <summary>The entry point's arguments.</summary>
    public YamlList? Arguments { get; init; }

    /// <summary>Its variables.</summary>
    public YamlList Environment { get; init; } = [];

    /// <summary>Its ports by name.</summary>
    public IReadOnlyList<(string Name, int Port)> Ports { get; init; } = [];

    /// <summary>How it is asked whether it has started, lives and serves.</summary>
    public YamlMap? Probes { get; init; }

    /// <summary>What is done before it is told to end.</summary>
    public YamlMap? Lifecycle { get; init; }

    /// <summary>What it sees of the pod's volumes.</summary>
    public YamlList Mounts { get; init; } = [];

    /// <summary>The container as Kubernetes reads it.</summary>
    public YamlMap Build() => new()
    {
        { "name", Name },
        { "image", Image },
        { "imagePullPolicy", HelmValue.Of(".Values.image.pullPolicy") },
        { "command", Command },
        { "args", Arguments },
        { "ports", Ports.Count == 0 ? null : YamlList.Of(Ports.Select(port => new YamlMap { { "name", port.Name }, { "containerPort", port.Port }, { "protocol", "TCP" } })) },
        { "env", Environment.IsEmpty ? null : Environment },
        Probes,
        { "lifecycle", Lifecycle },
        { "resources", new YamlMap { TemplateLine.Block($"toYaml {ResourcesValue}") } },
        { "securityContext", Security.OfContainer },
        { "volumeMounts", new YamlList { Mounts, Mount("tmp", "/tmp") } },
    };

    /// <summary>A volume's place.</summary>
    public static YamlMap Mount(string volume, string path, bool isReadOnly = false) => new() { { "name", volume }, { "mountPath", path }, { "readOnly", isReadOnly ? true : null } };

    /// <summary>A variable.</summary>
    public static YamlMap Variable(string name, object value) => new() { { "name", name }, { "value", value } };

    /// <summary>A variable that tells of the pod itself.</summary>
    public static YamlMap OfPod(string name, string field) =>
        new() { { "name", name }, { "valueFrom", new YamlMap { { "fieldRef", new YamlMap { { "fieldPath", field } } } } } };
}
