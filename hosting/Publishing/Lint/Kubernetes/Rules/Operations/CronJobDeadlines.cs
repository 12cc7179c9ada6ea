using Distribution.Publishing.Lint.Kubernetes.Documents;
using Distribution.Publishing.Lint.Yaml;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Operations;

/// <summary>What runs on a schedule is not started hours late, not twice at once, and ends.</summary>
internal sealed class CronJobDeadlines : IRule
{
    /// <inheritdoc/>
    public string Name => "cron-job-deadlines";

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(Manifest manifest) =>
        manifest.Of("CronJob").Select(job => (job, remedy: Remedy(job.Spec))).Where(found => found.remedy is not null).Select(found => new Fault(found.job, found.remedy!) { At = found.job.Spec });

    private static string? Remedy(Field spec) =>
        !spec["startingDeadlineSeconds"].Exists ? "Set startingDeadlineSeconds."
        : spec["concurrencyPolicy"].Text is not ("Forbid" or "Replace") ? "Set concurrencyPolicy to Forbid."
        : !spec["jobTemplate"]["spec"]["activeDeadlineSeconds"].Exists ? "Set jobTemplate.spec.activeDeadlineSeconds."
        : null;
}
