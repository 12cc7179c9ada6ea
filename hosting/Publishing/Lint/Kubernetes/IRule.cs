using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes;

/// <summary>A rule for documents that are applied together.</summary>
internal interface IRule
{
    /// <summary>Its name, in words with hyphens; also the last part of the annotation that excuses an object from it.</summary>
    string Name { get; }

    /// <summary>Whether an object may be excused from it, by <see cref="Excuse"/>. What protects others than the object itself is never excused.</summary>
    bool MayBeExcused => false;

    /// <summary>What breaks it.</summary>
    IEnumerable<Fault> Check(Manifest manifest);
}
