using System.Globalization;
using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Operations;

/// <summary>What a hook before the installation needs is made before it, by a hook too: ordinary objects are not there yet.</summary>
internal sealed class HookOrder : IRule
{
    private static readonly string[] Before = ["pre-install", "pre-upgrade"];

    /// <inheritdoc/>
    public string Name => "hook-order";

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(Manifest manifest) =>
        manifest.Pods.Where(pod => pod.Owner.Hooks.Contains("pre-install", StringComparer.Ordinal))
            .SelectMany(pod => Needs(pod).Select(need => manifest.Find(need.Kind, need.Name)).OfType<KubernetesObject>().Distinct(), (pod, need) => (pod, need))
            .Where(entry => !entry.need.Hooks.Intersect(Before, StringComparer.Ordinal).Any() || Weight(entry.need) >= Weight(entry.pod.Owner))
            .Select(entry => new Fault(entry.pod.Owner, $"Make {entry.need} a hook of a smaller helm.sh/hook-weight: it is not there before the installation."));

    private static IEnumerable<(string Kind, string? Name)> Needs(PodTemplate pod) =>
        pod.Spec.Descendants.SelectMany(field => new (string Kind, string? Name)[]
        {
            ("ConfigMap", field["configMap"]["name"].Text ?? field["configMapRef"]["name"].Text ?? field["configMapKeyRef"]["name"].Text),
            ("Secret", field["secret"]["secretName"].Text ?? field["secret"]["name"].Text ?? field["secretRef"]["name"].Text ?? field["secretKeyRef"]["name"].Text),
        }).Where(need => need.Name is not null).Append(("ServiceAccount", pod.Spec["serviceAccountName"].Text));

    private static int Weight(KubernetesObject hook) => int.TryParse(hook.Annotations.GetValueOrDefault("helm.sh/hook-weight"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var weight) ? weight : 0;
}
