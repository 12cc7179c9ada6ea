namespace Distribution.Publishing.Helm.Customisation;

/// <summary>What an AppHost says of a service's pods in Kubernetes. It becomes the chart's default values, which an operator's values go over.</summary>
public sealed class KubernetesService
{
    /// <summary>The service: <c>api</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Annotations of its pods.</summary>
    public IDictionary<string, string> PodAnnotations { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Further variables of its container; never secrets, which would stand in the chart.</summary>
    public IDictionary<string, string> Environment { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The size of its volume, as <c>1Gi</c>, where each replica has one; 1 GiB without.</summary>
    public string? StorageSize { get; set; }
}
