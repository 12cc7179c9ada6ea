using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Secrets;

/// <summary>No secret is written in an environment variable or a ConfigMap: whoever may read the object could read it.</summary>
internal sealed class SecretLiterals : IRule
{
    /// <inheritdoc/>
    public string Name => "secret-literals";

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(Manifest manifest) =>
    [
        .. manifest.Pods.SelectMany(pod => pod.AllContainers)
            .SelectMany(container => container.Environment, (container, variable) => (container, variable))
            .Where(entry => entry.variable["value"].Text is { } value && SecretText.IsSecret(entry.variable["name"].Text ?? "", value))
            .Select(entry => Fault.Of(entry.container, $"Give {entry.variable["name"].Text} as a file of a Secret.") with { At = entry.variable }),
        .. manifest.Of("ConfigMap")
            .SelectMany(map => map.Root["data"].Entries, (map, entry) => (map, entry))
            .Where(found => SecretText.IsSecret(found.entry.Key, found.entry.Value.Text ?? ""))
            .Select(found => new Fault(found.map, $"Keep '{found.entry.Key}' in a Secret.") { At = found.entry.Value }),
    ];
}
