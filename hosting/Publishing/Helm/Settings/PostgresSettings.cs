using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Objects;

namespace Distribution.Publishing.Helm.Settings;

/// <summary>The values of the database.</summary>
internal static class PostgresSettings
{
    public static Setting Of(PostgresCluster cluster) => Setting.Section(
        "postgres",
        null,
        Setting.Choice("mode", "cloudnativepg", ["cloudnativepg", "patroni", "external"], "cloudnativepg: its operator is in the cluster. patroni: a StatefulSet of this chart, which needs no operator. external: it runs elsewhere, or is somebody's service."),
        Setting.Section(
            "cloudnativepg",
            null,
            Setting.Number("instances", cluster.Members, "The primary included.", minimum: 2),
            Setting.Text("imageName", "", "Empty: the operator's default."),
            Setting.Choice("dataDurability", "preferred", ["preferred", "required"], "With the last standby lost, writes go on (preferred) or wait (required)."),
            CommonSettings.Storage("storage", "10Gi"),
            CommonSettings.Storage("walStorage", "4Gi"),
            Setting.Any("resources", Resources.Of(WorkloadResources.Database)),
            Setting.Section(
                "backup",
                "Needs the Barman Cloud plugin of CloudNativePG. WAL is archived as it is written; whole backups follow the schedule, or are made on demand: kubectl cnpg backup.",
                Setting.Switch("enabled", false),
                Setting.Text("destinationPath", "", "s3://BUCKET/PATH"),
                Setting.Text("endpointUrl", "", "Of another store than AWS'."),
                Setting.Text("credentialsSecret", "", "A Secret with ACCESS_KEY_ID and ACCESS_SECRET_KEY; empty: the role of the pods."),
                Setting.Choice("encryption", "AES256", ["AES256", "aws:kms"]),
                Setting.Text("retention", "30d", pattern: "^[0-9]+[dwm]$"),
                Setting.Text("schedule", "0 0 2 * * *", "Seconds come first.")),
            Setting.Section(
                "recovery",
                "Makes a new cluster out of the backups of another: install under another release name, with backup.destinationPath as it was.",
                Setting.Switch("enabled", false),
                Setting.Text("serverName", "", "The old cluster's name, RELEASE-postgres."),
                Setting.Text("targetTime", "", "As 2026-01-31 14:05:00+00; empty: as late as possible."))),
        Setting.Section(
            "patroni",
            null,
            Setting.Number("members", cluster.Members, "The primary included.", minimum: 2),
            Setting.Text("sharedBuffers", "", "A quarter of the memory below is usual; empty: 128MB."),
            CommonSettings.Storage("storage", "10Gi"),
            Setting.Any("resources", Resources.Of(WorkloadResources.Database))),
        Setting.Section(
            "external",
            "Its passfiles are in the Secret that secrets.postgres names.",
            Setting.Text("hosts", "", "HOST:PORT of each member, separated by commas; the services find the primary among them."),
            Setting.Text("options", "", "What else Npgsql is told, as SSL Mode=VerifyFull."),
            Setting.List("peers", [], "object", "Where the network policies let the services go, as NetworkPolicyPeer; empty: anywhere, on its port.")),
        Setting.Section("pool", "PgBouncer, for tools.", Setting.Number("replicas", 2, minimum: 1), Setting.Any("resources", Resources.Of(WorkloadResources.Small))));
}
