using Distribution.Publishing.Lint.Yaml;

namespace Distribution.Publishing.Lint.Kubernetes.Documents;

/// <summary>What pods an object makes.</summary>
internal sealed class PodTemplate
{
    private PodTemplate(KubernetesObject owner, Field template)
    {
        (Owner, Spec) = (owner, template["spec"]);
        (Labels, Annotations) = (template["metadata"]["labels"].Map, template["metadata"]["annotations"].Map);
        Containers = [.. Spec["containers"].Items.Select(container => new Container(this, container, IsInit: false))];
        AllContainers = [.. Spec["initContainers"].Items.Select(container => new Container(this, container, IsInit: true)), .. Containers];
    }

    /// <summary>The object.</summary>
    public KubernetesObject Owner { get; }

    /// <summary>The pods' labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>The pods' annotations.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; }

    /// <summary>The pods' specification.</summary>
    public Field Spec { get; }

    /// <summary>The containers that run at the same time.</summary>
    public IReadOnlyList<Container> Containers { get; }

    /// <summary>Those, and before them the ones that initialise.</summary>
    public IReadOnlyList<Container> AllContainers { get; }

    /// <summary>Whether the pods serve until they are told to end.</summary>
    public bool Serves => Owner.Kind is "Deployment" or "StatefulSet" or "DaemonSet";

    /// <summary>The template of an object; null when it makes no pods.</summary>
    public static PodTemplate? Of(KubernetesObject owner) => owner.Kind switch
    {
        "Pod" => new(owner, owner.Root),
        "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" or "Job" => new(owner, owner.Spec["template"]),
        "CronJob" => new(owner, owner.Spec["jobTemplate"]["spec"]["template"]),
        _ => null,
    };
}
