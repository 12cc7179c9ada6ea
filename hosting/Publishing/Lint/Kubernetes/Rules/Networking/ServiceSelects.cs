using Distribution.Publishing.Lint.Kubernetes.Documents;
using Distribution.Publishing.Lint.Yaml;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Networking;

/// <summary>A service selects pods that are there, and its ports are ports of theirs.</summary>
internal sealed class ServiceSelects : IRule
{
    /// <inheritdoc/>
    public string Name => "service-selects";

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(Manifest manifest)
    {
        foreach (var service in manifest.Of("Service").Where(service => service.Spec["selector"].Exists))
        {
            var selected = manifest.PodSets.Where(set => Selects(service.Spec["selector"].Map, set)).ToList();
            if (selected.Count == 0)
            {
                yield return new(service, "Select pods that are there.") { At = service.Spec["selector"] };
            }
            else if (service.Spec["ports"].Items.FirstOrDefault(port => !selected.TrueForAll(set => Listens(set, port))) is { Exists: true } unknown)
            {
                yield return new(service, $"Lead port {unknown["port"].Text} to a port of the selected containers; {Target(unknown)} is none.") { At = unknown };
            }
        }
    }

    private static bool Selects(IReadOnlyDictionary<string, string> selector, PodSet set) =>
        selector.All(label => set.Labels.TryGetValue(label.Key, out var value) ? value == label.Value : GivenLabels.Has(set, label.Key, label.Value));

    // What an operator's pods listen on is not written here.
    private static bool Listens(PodSet set, Field port) => set.Template is null || set.Template.AllContainers.Any(container => container.Listens(Target(port)));

    private static string? Target(Field port) => port["targetPort"].Text ?? port["port"].Text;
}
