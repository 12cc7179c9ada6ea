namespace Distribution.Publishing.Helm.Monitoring;

/// <summary>
/// The alerts. Those on kube_… need kube-state-metrics, those on patroni_… and cnpg_… what the chart has scraped, and the others the services' own metrics, which they send by OTLP to a collector that writes them to Prometheus
/// (names as the collector's exporter makes them of OpenTelemetry's).
/// </summary>
internal static class Alerts
{
    private const string Critical = "critical";
    private const string Warning = "warning";

    public static IReadOnlyList<Alert> All { get; } =
    [
        new("ServiceDown", "kube_deployment_status_replicas_available{namespace=\"NAMESPACE\",deployment=~\"RELEASE-.*\"} == 0", "1m", Critical, "No replica of {{ $labels.deployment }} is available", "service-down"),
        new("ReplicaMissing", "kube_deployment_spec_replicas{namespace=\"NAMESPACE\",deployment=~\"RELEASE-.*\"} > kube_deployment_status_replicas_available{namespace=\"NAMESPACE\",deployment=~\"RELEASE-.*\"}", "15m", Warning, "{{ $labels.deployment }} has fewer replicas than it should", "replica-missing"),
        new("MemberMissing", "kube_statefulset_replicas{namespace=\"NAMESPACE\",statefulset=~\"RELEASE-.*\"} > kube_statefulset_status_replicas_ready{namespace=\"NAMESPACE\",statefulset=~\"RELEASE-.*\"}", "5m", Warning, "{{ $labels.statefulset }} has fewer members than it should: the next loss is an outage", "replica-missing"),
        new("RestartsOften", "increase(kube_pod_container_status_restarts_total{namespace=\"NAMESPACE\",pod=~\"RELEASE-.*\"}[15m]) > 3", "0m", Warning, "{{ $labels.pod }} was restarted more than 3 times in 15 minutes", "restarts"),
        new("MigrationFailed", "kube_job_status_failed{namespace=\"NAMESPACE\",job_name=~\"RELEASE-migrations-.*\"} > 0", "0m", Critical, "{{ $labels.job_name }} failed: the release was not rolled out", "migration-failed"),
        new("PostgresHasNoPrimary", "sum(patroni_primary{namespace=\"NAMESPACE\"} or cnpg_pg_replication_in_recovery{namespace=\"NAMESPACE\"} == bool 0) < 1", "30s", Critical, "The database cluster has no primary: nothing is written", "postgres-no-primary"),
        new("PostgresHasNoStandby", "sum(patroni_replica{namespace=\"NAMESPACE\"} or cnpg_pg_replication_in_recovery{namespace=\"NAMESPACE\"}) < 1", "5m", Critical, "The database cluster has no standby: the next loss is an outage", "postgres-no-standby"),
        new("VolumeAlmostFull", "kubelet_volume_stats_available_bytes{namespace=\"NAMESPACE\",persistentvolumeclaim=~\".*RELEASE-.*\"} / kubelet_volume_stats_capacity_bytes < 0.15", "10m", Warning, "{{ $labels.persistentvolumeclaim }} is over 85 % full", "volume-almost-full"),
        new("ChainBroken", "max(audit_chain_broken{service_namespace=\"RELEASE\"}) > 0", "0m", Critical, "The audit chain is broken: nothing is served from it", "chain-broken"),
        new("QueueWaits", "max(jobs_oldest_seconds{service_namespace=\"RELEASE\"}) > 300", "2m", Warning, "A job has been due for over 5 minutes", "queue-waits"),
        new("JobsDead", "max(jobs_dead{service_namespace=\"RELEASE\"}) > 0", "5m", Warning, "{{ $value }} jobs have failed for good and wait for somebody", "jobs-dead"),
        new("OutboxWaits", "max(outbox_oldest_age_seconds{service_namespace=\"RELEASE\"}) > 120", "2m", Warning, "A message has waited for over 2 minutes to be delivered", "outbox-waits"),
    ];
}
