using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Operations;

/// <summary>The tables are brought up to date before the programs that need them are rolled out, by a job that Helm runs as a hook.</summary>
internal sealed class MigrationFirst : IRule
{
    /// <summary>The component label of the job.</summary>
    public const string Component = "migrations";

    /// <inheritdoc/>
    public string Name => "migration-first";

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(Manifest manifest)
    {
        if (manifest.Of("Deployment").FirstOrDefault() is not { } rollout)
        {
            return [];
        }

        var job = manifest.Of("Job").FirstOrDefault(candidate => candidate.Labels.GetValueOrDefault("app.kubernetes.io/component") == Component);
        return job is null ? [new Fault(rollout, $"Add a Job with the component label '{Component}' that runs before it.")]
            : !job.Hooks.Contains("pre-upgrade", StringComparer.Ordinal) ? [new Fault(job, "Make it a hook before each upgrade: helm.sh/hook with pre-upgrade.")]
            : !job.Hooks.Any(hook => hook is "pre-install" or "post-install") ? [new Fault(job, "Run it at the installation too: helm.sh/hook with pre-install, or post-install where the database is part of the release.")]
            : [];
    }
}
