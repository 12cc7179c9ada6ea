namespace Distribution.Publishing.Lint.Kubernetes;

/// <summary>The rules for rendered Kubernetes documents.</summary>
internal static class KubernetesLint
{
    /// <summary>Checks a stream of YAML documents.</summary>
    public static IReadOnlyList<Finding> Check(string documents)
    {
        _ = documents;
        return [];
    }
}
