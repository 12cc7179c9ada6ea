using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Naming;

/// <summary>An object is there once: the second one would replace the first.</summary>
internal sealed class UniqueObjects : IRule
{
    /// <inheritdoc/>
    public string Name => "unique-objects";

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(Manifest manifest) =>
        manifest.Objects.GroupBy(candidate => (candidate.ApiVersion.Split('/')[0], candidate.Kind, candidate.Namespace, candidate.Name))
            .SelectMany(group => group.Skip(1)).Select(second => new Fault(second, "Emit it once, or give it another name."));
}
