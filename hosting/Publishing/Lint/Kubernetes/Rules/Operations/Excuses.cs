using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Operations;

/// <summary>An excuse names a rule that may be excused, and says why.</summary>
internal sealed class Excuses : IRule
{
    /// <inheritdoc/>
    public string Name => "excuses";

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(Manifest manifest) =>
        manifest.Objects.SelectMany(owner => owner.Annotations, (owner, annotation) => (owner, annotation))
            .Where(entry => entry.annotation.Key.StartsWith(Excuse.Prefix, StringComparison.Ordinal))
            .Select(entry => (entry.owner, remedy: Remedy(entry.annotation.Key, entry.annotation.Value)))
            .Where(found => found.remedy is not null)
            .Select(found => new Fault(found.owner, found.remedy!));

    private static string? Remedy(string annotation, string reason) =>
        KubernetesRules.All.FirstOrDefault(rule => Excuse.Prefix + rule.Name == annotation) is not { MayBeExcused: true } ? $"Remove {annotation}: there is no such rule, or nobody is excused from it."
        : !Excuse.IsReason(reason) ? $"Say why in {annotation}, in a sentence."
        : null;
}
