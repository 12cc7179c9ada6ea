using Distribution.Publishing.Lint.Yaml;
using YamlDotNet.RepresentationModel;

namespace Distribution.Publishing.Lint.Kubernetes.Documents;

/// <summary>All objects that are applied together.</summary>
internal sealed class Manifest
{
    private readonly SourceLines _sources;

    private Manifest(IReadOnlyList<KubernetesObject> objects, SourceLines sources)
    {
        (Objects, _sources) = (objects, sources);
        PodSets = [.. objects.Select(PodSet.Of).OfType<PodSet>()];
        Pods = [.. PodSets.Select(set => set.Template).OfType<PodTemplate>()];
    }

    /// <summary>The objects, in the order of the text.</summary>
    public IReadOnlyList<KubernetesObject> Objects { get; }

    /// <summary>Every kind of pod, an operator's included.</summary>
    public IReadOnlyList<PodSet> PodSets { get; }

    /// <summary>The templates of pods.</summary>
    public IReadOnlyList<PodTemplate> Pods { get; }

    /// <summary>Reads a stream of documents; empty ones are left out.</summary>
    /// <exception cref="YamlDotNet.Core.YamlException">It is not YAML, or a key occurs twice in a mapping.</exception>
    public static Manifest Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return new([.. stream.Documents.Select(document => new Field(document.RootNode)).Where(root => root.Exists).Select(root => new KubernetesObject(root))], new(text));
    }

    /// <summary>The objects of a kind.</summary>
    public IEnumerable<KubernetesObject> Of(string kind) => Objects.Where(candidate => candidate.Kind == kind);

    /// <summary>An object; null when there is none.</summary>
    public KubernetesObject? Find(string kind, string? name) => Of(kind).FirstOrDefault(candidate => candidate.Name == name);

    /// <summary>The autoscalers of an object: of Kubernetes itself, and KEDA's.</summary>
    public IEnumerable<KubernetesObject> Autoscalers(KubernetesObject target) => Objects.Where(candidate =>
        candidate.Kind is "HorizontalPodAutoscaler" or "ScaledObject"
        && candidate.Spec["scaleTargetRef"]["name"].Text == target.Name
        && (candidate.Spec["scaleTargetRef"]["kind"].Text ?? "Deployment") == target.Kind);

    /// <summary>How many replicas an object has at least.</summary>
    public int Replicas(KubernetesObject target) => Autoscalers(target).FirstOrDefault() is { } scaler
        ? scaler.Spec[scaler.Kind == "ScaledObject" ? "minReplicaCount" : "minReplicas"].Number ?? (scaler.Kind == "ScaledObject" ? 0 : 1)
        : target.Spec["replicas"].Number ?? target.Spec["instances"].Number ?? 1;

    /// <summary>Where a field is written: its template, and its line in the text.</summary>
    public string Locate(Field field) => _sources.Locate(field.Line);
}
