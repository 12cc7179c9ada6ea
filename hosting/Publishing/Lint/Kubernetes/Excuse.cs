using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes;

/// <summary>An annotation <c>lint.distribution.dev/RULE: reason</c>, by which an object is excused from a rule, in the open.</summary>
internal static class Excuse
{
    /// <summary>What the annotation begins with.</summary>
    public const string Prefix = "lint.distribution.dev/";

    /// <summary>Words that a reason has at least: "not needed" is none.</summary>
    public const int ReasonWords = 4;

    /// <summary>Whether an object is excused from a rule.</summary>
    public static bool Covers(KubernetesObject owner, IRule rule) => rule.MayBeExcused && owner.Annotations.TryGetValue(Prefix + rule.Name, out var reason) && IsReason(reason);

    /// <summary>Whether a text says why.</summary>
    public static bool IsReason(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length >= ReasonWords;
}
