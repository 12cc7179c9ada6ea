using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Objects;

/// <summary>The pods of a part: who runs them, where, and with what.</summary>
/// <param name="Owner">The head of the object that makes them.</param>
/// <param name="Containers">What runs in them.</param>
/// <param name="GraceSeconds">How long they may take to end.</param>
internal sealed record Pod(KubernetesObject Owner, IReadOnlyList<Container> Containers, int GraceSeconds)
{
    /// <summary>Temporary files of a container, in MiB.</summary>
    private const string TemporarySize = "64Mi";

    /// <summary>What runs before them.</summary>
    public IReadOnlyList<Container> InitContainers { get; init; } = [];

    /// <summary>A condition of the template under which they are there; null for always.</summary>
    public string? InitCondition { get; init; }

    /// <summary>Volumes beside the one for temporary files.</summary>
    public YamlList Volumes { get; init; } = [];

    /// <summary>Labels beside the recommended ones.</summary>
    public YamlMap? Labels { get; init; }

    /// <summary>Annotations.</summary>
    public YamlMap? Annotations { get; init; }

    /// <summary>Whether it is one of several that must not fail together.</summary>
    public bool IsSpread { get; init; } = true;

    /// <summary>Another part: each pod stands on the host of that one's pod of the same number. Null where it does not matter.</summary>
    public string? Beside { get; init; }

    /// <summary>Never or OnFailure for what runs to completion.</summary>
    public string? RestartPolicy { get; init; }

    /// <summary>The template as Kubernetes reads it.</summary>
    public YamlMap Build() => new()
    {
        { "metadata", new YamlMap { { "labels", new YamlMap { Owner.PodLabels, Labels } }, { "annotations", Annotations } } },
        { "spec", Spec() },
    };

    /// <summary>Its specification alone.</summary>
    public YamlMap Spec() => new()
    {
        { "serviceAccountName", Owner.Chart.NameOf(Owner.Part) },
        { "automountServiceAccountToken", false },
        { "enableServiceLinks", false },
        { "restartPolicy", RestartPolicy },
        { "terminationGracePeriodSeconds", GraceSeconds },
        TemplateLine.With($"include \"{Owner.Chart.Name}.priorityClass\" ."),
        { "priorityClassName", HelmValue.Of(".") },
        TemplateLine.End,
        TemplateLine.With(".Values.image.pullSecrets"),
        { "imagePullSecrets", new YamlMap { TemplateLine.Block("toYaml .") } },
        TemplateLine.End,
        { "securityContext", Security.OfPod },
        IsSpread ? Spread.Of(Owner.Part, Beside) : null,
        TemplateLine.With(".Values.placement.nodeSelector"),
        { "nodeSelector", new YamlMap { TemplateLine.Block("toYaml .") } },
        TemplateLine.End,
        TemplateLine.With(".Values.placement.tolerations"),
        { "tolerations", new YamlMap { TemplateLine.Block("toYaml .") } },
        TemplateLine.End,
        Initial(),
        { "containers", YamlList.Of(Containers.Select(container => container.Build())) },
        { "volumes", new YamlList { Volumes, new YamlMap { { "name", "tmp" }, { "emptyDir", new YamlMap { { "sizeLimit", TemporarySize } } } } } },
    };

    private YamlMap? Initial()
    {
        if (InitContainers.Count == 0)
        {
            return null;
        }

        var containers = new YamlMap { { "initContainers", YamlList.Of(InitContainers.Select(container => container.Build())) } };
        return InitCondition is null ? containers : new() { TemplateLine.If(InitCondition), containers, TemplateLine.End };
    }
}
