using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Objects;

/// <summary>A part's own account, without a token in its pods: what asks the API server nothing cannot be used to ask it.</summary>
internal static class Account
{
    public static YamlMap Of(KubernetesObject owner) => owner.Of("v1", "ServiceAccount", new() { { "automountServiceAccountToken", false } });
}
