using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Operations;

/// <summary>The tables are brought up to date before the programs that need them are rolled out, by a job that Helm runs as a hook; at an installation that brings the database, by one that waits for it.</summary>
internal sealed class MigrationFirst : IRule
{
    /// <summary>The component label of the job.</summary>
    public const string Component = "migrations";

    /// <summary>The component label of a database that is part of the release.</summary>
    public const string Database = "database";

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
            : !job.Hooks.Any() && BringsDatabase(manifest) ? []
            : !job.Hooks.Contains("pre-upgrade", StringComparer.Ordinal) ? [new Fault(job, "Make it a hook before each upgrade: helm.sh/hook with pre-upgrade.")]
            : !job.Hooks.Contains("pre-install", StringComparer.Ordinal) && !BringsDatabase(manifest) ? [new Fault(job, "Run it at the installation too: helm.sh/hook with pre-install.")]
            : [];
    }

    // A hook before the installation would wait for a database that is not there yet, and one after it never comes with --wait: then the job is an ordinary one at the installation.
    private static bool BringsDatabase(Manifest manifest) => manifest.Objects.Any(candidate => candidate.Kind is "StatefulSet" or "Cluster" && candidate.Labels.GetValueOrDefault("app.kubernetes.io/component") == Database);
}
