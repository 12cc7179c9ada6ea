using System.Globalization;
using Distribution.Publishing.Description;
using Distribution.Publishing.Lint.Kubernetes.Documents;
using Distribution.Publishing.Lint.Yaml;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Operations;

/// <summary>A pod is given longer than it needs to leave: first it waits until nobody chooses it any more (preStop), then it drains, then it may be killed.</summary>
internal sealed class Drain() : PodRule("drain")
{
    /// <summary>Annotation of a template: the seconds that its program needs to drain after SIGTERM.</summary>
    public const string Annotation = "distribution.dev/drain-seconds";

    /// <inheritdoc/>
    protected override string? Remedy(PodTemplate pod, Manifest manifest)
    {
        if (!pod.Serves)
        {
            return null;
        }

        var missing = pod.Containers.FirstOrDefault(container => container.Ports.Any() && !container.Field["lifecycle"]["preStop"].Exists);
        var notice = pod.Containers.Select(container => Seconds(container.Field["lifecycle"]["preStop"])).DefaultIfEmpty().Max();
        var drain = int.TryParse(pod.Annotations.GetValueOrDefault(Annotation), NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? told : (int)Draining.Default.Deadline.TotalSeconds;
        return missing is not null ? $"Add a preStop to container {missing.Name}: it must serve until every balancer knows."
            : pod.Spec["terminationGracePeriodSeconds"].Number is { } grace && grace > notice + drain ? null
            : $"Set terminationGracePeriodSeconds to more than {notice + drain}: {notice} of preStop and {drain} of drain.";
    }

    // A command that waits says for how long in its last argument; one that does something else is not measured.
    private static int Seconds(Field stop) =>
        stop["sleep"]["seconds"].Number
        ?? (int.TryParse(stop["exec"]["command"].Texts.LastOrDefault()?.Split(' ')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0);
}
