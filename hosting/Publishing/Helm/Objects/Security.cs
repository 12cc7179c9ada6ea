using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Objects;

/// <summary>What Pod Security "restricted" asks for (https://kubernetes.io/docs/concepts/security/pod-security-standards/), and a read-only root.</summary>
internal static class Security
{
    /// <summary>Of a pod. Volumes belong to the group, so that secrets need no mode that everybody can read.</summary>
    public static YamlMap OfPod { get; } = new()
    {
        { "runAsNonRoot", true },
        { "runAsUser", Chart.UserId },
        { "runAsGroup", Chart.UserId },
        { "fsGroup", Chart.UserId },
        { "fsGroupChangePolicy", "OnRootMismatch" },
        { "seccompProfile", new YamlMap { { "type", "RuntimeDefault" } } },
    };

    /// <summary>Of a container.</summary>
    public static YamlMap OfContainer { get; } = new()
    {
        { "allowPrivilegeEscalation", false },
        { "readOnlyRootFilesystem", true },
        { "runAsNonRoot", true },
        { "runAsUser", Chart.UserId },
        { "capabilities", new YamlMap { { "drop", new YamlList { "ALL" } } } },
    };
}
