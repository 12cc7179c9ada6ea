using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Operations;

/// <summary>A job ends, and is removed some time later.</summary>
internal sealed class JobLimits : IRule
{
    private static readonly string[] Settings = ["ttlSecondsAfterFinished", "activeDeadlineSeconds", "backoffLimit"];

    /// <inheritdoc/>
    public string Name => "job-limits";

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(Manifest manifest) =>
        manifest.Of("Job").Select(job => (job, missing: Array.Find(Settings, setting => !job.Spec[setting].Exists))).Where(found => found.missing is not null)
            .Select(found => new Fault(found.job, $"Set spec.{found.missing}.") { At = found.job.Spec });
}
