using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Naming;

/// <summary>An environment variable is set once: the last one would win, silently.</summary>
internal sealed class DuplicateEnvironment() : ContainerRule("duplicate-environment")
{
    /// <inheritdoc/>
    protected override string? Remedy(Container container) =>
        container.Environment.Select(variable => variable["name"].Text).GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? $"Set {twice.Key} once."
            : null;
}
