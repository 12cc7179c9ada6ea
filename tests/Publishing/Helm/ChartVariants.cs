namespace Distribution.Publishing.Tests.Helm;

/// <summary>The ways to install the chart that differ in what is in it.</summary>
internal static class ChartVariants
{
    private const string External = "postgres.mode=external,postgres.external.hosts=db-1:5432\\,db-2:5433,secrets.postgres=db";

    public static TheoryData<int, string> All { get; } = Make();

    public static IReadOnlyDictionary<string, string[]> Arguments { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["cloudnativepg"] = [],
        ["cloudnativepg with backups"] = ["--set", "postgres.cloudnativepg.backup.enabled=true,postgres.cloudnativepg.backup.destinationPath=s3://b/p,postgres.cloudnativepg.backup.credentialsSecret=s3"],
        ["recovery"] = ["--set", "postgres.cloudnativepg.recovery.enabled=true,postgres.cloudnativepg.recovery.serverName=old,postgres.cloudnativepg.recovery.targetTime=2026-01-31 14:05:00+00,postgres.cloudnativepg.backup.destinationPath=s3://b/p"],
        ["patroni"] = ["--set", "postgres.mode=patroni"],
        ["external"] = ["--set", External],
        ["valkey elsewhere"] = ["--set", "valkey.mode=external,valkey.external.sentinels=s-1:26379,secrets.valkey=cache"],
        ["no cache"] = ["--set", "valkey.mode=none"],
        ["everything on"] = ["--set", "ingress.enabled=true,ingress.host=access.example.org,ingress.issuer=letsencrypt,gatewayApi.enabled=true,gatewayApi.parentRefs[0].name=edge,monitoring.enabled=true,snapshots.enabled=true,snapshots.class=fast,telemetry.endpoint=http://collector.example.org:4317,services.worker.autoscaling.enabled=true,postgres.mode=patroni,networkPolicy.scalerPeers[0].podSelector.matchLabels.app=keda"],
        ["upgrade"] = ["--is-upgrade", "--set", "postgres.mode=patroni"],
        ["values-ha.yaml"] = [],
        ["values-dev.yaml"] = [],
    };

    public static IEnumerable<string> Of(string variant, string folder) => variant.EndsWith(".yaml", StringComparison.Ordinal) ? ["--values", Path.Combine(folder, variant)] : Arguments[variant];

    private static TheoryData<int, string> Make()
    {
        var data = new TheoryData<int, string>();
        foreach (var generation in new[] { 4, 3 })
        {
            foreach (var variant in Names)
            {
                data.Add(generation, variant);
            }
        }

        return data;
    }

    private static IEnumerable<string> Names => ["cloudnativepg", "cloudnativepg with backups", "recovery", "patroni", "external", "valkey elsewhere", "no cache", "everything on", "upgrade", "values-ha.yaml", "values-dev.yaml"];
}
