using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Scaling;

/// <summary>An autoscaler scales something that is there, and is the only one to do so.</summary>
internal sealed class AutoscalerTarget : IRule
{
    /// <inheritdoc/>
    public string Name => "autoscaler-target";

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(Manifest manifest)
    {
        foreach (var scaler in manifest.Objects.Where(candidate => candidate.Kind is "HorizontalPodAutoscaler" or "ScaledObject"))
        {
            var reference = scaler.Spec["scaleTargetRef"];
            var target = manifest.Find(reference["kind"].Text ?? "Deployment", reference["name"].Text);
            if (target is null || target.ApiVersion != (reference["apiVersion"].Text ?? "apps/v1"))
            {
                yield return new(scaler, $"Scale something that is there: there is no {reference["kind"].Text} '{reference["name"].Text}' of {reference["apiVersion"].Text}.") { At = reference };
            }
            else if (manifest.Autoscalers(target).Count() > 1)
            {
                yield return new(scaler, $"Scale {target} by one autoscaler only.") { At = reference };
            }
        }
    }
}
