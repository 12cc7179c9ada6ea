using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Objects;
using Distribution.Publishing.Helm.Policies;
using Distribution.Publishing.Helm.Secrets;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Services;

/// <summary>
/// What runs to completion before the services. At an upgrade it is a hook: nothing is rolled out unless it succeeds. At an install it is one too where the database is there already; where the chart brings the database, a hook
/// before the install would wait for ever for what is not installed yet, and one after it would never come with --wait, because the services are not ready without their tables: so it is a part of the release, which waits for
/// the database as the services wait for it: docs/decisions/0015-migrations-and-the-order-of-a-rollout.md.
/// </summary>
/// <param name="chart">The chart.</param>
/// <param name="workload">The job.</param>
internal sealed class MigrationJob(Chart chart, Workload workload)
{
    private const int DaySeconds = 24 * 60 * 60;
    private const int HourSeconds = 60 * 60;
    private const int GraceSeconds = 30;

    private readonly KubernetesObject _owner = new(chart, workload.Name, "migrations");

    public IEnumerable<ChartFile> Build()
    {
        yield return ChartFile.Template(workload.Name, "serviceaccount", RunsAs());
        yield return ChartFile.Template(workload.Name, "job", Job());
        yield return ChartFile.Template(workload.Name, "networkpolicy", new WorkloadPolicy(chart, workload).Build());
    }

    private YamlMap Job() => _owner.Of(
        "batch/v1",
        "Job",
        new()
        {
            {
                "spec", new YamlMap
                {
                    { "backoffLimit", 6 },
                    { "activeDeadlineSeconds", HourSeconds },
                    { "ttlSecondsAfterFinished", DaySeconds },
                    { "template", Pod().Build() },
                }
            },
        },

        // A name for each revision: one that is over stays for a day, to be read.
        $"{workload.Name}-{{{{ .Release.Revision }}}}",
        new()
        {
            { "distribution.dev/runs-before", "services" },
            TemplateLine.If(Chart.IsExternalPostgres),
            Hook("pre-install,pre-upgrade", "-5"),
            new TemplateLine("{{- else if .Release.IsUpgrade }}"),
            Hook("pre-upgrade", "-5"),
            TemplateLine.End,
        });

    private static YamlMap Hook(string moments, string weight) =>
        new() { { "helm.sh/hook", moments }, { "helm.sh/hook-weight", weight }, { "helm.sh/hook-delete-policy", "before-hook-creation" } };

    // Where the job runs before everything else, its account is made before it.
    private YamlMap RunsAs() => _owner.Of(
        "v1",
        "ServiceAccount",
        new() { { "automountServiceAccountToken", false } },
        annotations: new() { { "distribution.dev/runs", workload.Name }, TemplateLine.If(Chart.IsExternalPostgres), Hook("pre-install,pre-upgrade", "-10"), TemplateLine.End });

    private IEnumerable<Secret> Secrets => workload.Secrets
        .Concat(chart.Topology.Postgres is { } cluster ? cluster.Databases.Select(database => cluster.Passfile(database, $"{database}_owner")) : [])
        .DistinctBy(secret => secret.Name, StringComparer.Ordinal);

    private Pod Pod() => new(_owner, [Program()], GraceSeconds)
    {
        IsSpread = false,
        RestartPolicy = "OnFailure",
        InitContainers = chart.Topology.Postgres is { } cluster ? [Databases(cluster)] : [],
        Volumes = [SecretFiles.Of(new SecretGroups(chart).Files(Secrets))],
    };

    private Container Program() => new(workload.Name, chart.Image(workload.Name), Chart.ValueOf(workload, "resources"))
    {
        Environment = new WorkloadEnvironment(chart, workload).Build(),
        Mounts = [SecretFiles.Mount],
    };

    private Container Databases(PostgresCluster cluster) => new("databases", chart.Image("postgres"), Chart.ValueOf(workload, "resources"))
    {
        Command = ["bash", "-euc", DatabaseScript.Text],
        Environment =
        [
            Container.Variable("PGHOST", chart.Include("postgres.one")),
            Container.Variable("PGPORT", HelmValue.Quoted($"include \"{chart.Name}.postgres.port\" .")),
            Container.Variable("DATABASES", string.Join(' ', cluster.Databases)),
            Container.Variable("HAVE_PRIVILEGES", HelmValue.Quoted(Chart.IsPatroni)),
        ],
        Mounts = [SecretFiles.Mount],
    };
}
