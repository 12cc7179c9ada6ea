using Distribution.Publishing.Lint.Kubernetes.Documents;
using YamlDotNet.Core;

namespace Distribution.Publishing.Lint.Kubernetes;

/// <summary>The rules for rendered Kubernetes documents.</summary>
internal static class KubernetesLint
{
    /// <summary>Checks a stream of YAML documents.</summary>
    /// <returns>What should be remedied, rule by rule.</returns>
    public static IReadOnlyList<Finding> Check(string documents)
    {
        try
        {
            var manifest = Manifest.Parse(documents);
            return [.. KubernetesRules.All.SelectMany(rule => Check(rule, manifest))];
        }
        catch (YamlException failure)
        {
            return [new("yaml", "the rendered documents", failure.Message) { Location = new SourceLines(documents).Locate((int)failure.Start.Line) }];
        }
    }

    private static IEnumerable<Finding> Check(IRule rule, Manifest manifest) =>
        rule.Check(manifest)
            .Where(fault => !Excuse.Covers(fault.Owner, rule))
            .Select(fault => new Finding(rule.Name, fault.Owner + fault.Part, fault.Remedy) { Location = manifest.Locate(fault.At) });
}
