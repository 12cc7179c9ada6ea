using Distribution.Publishing.Helm.Objects;
using Distribution.Publishing.Helm.Postgres;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Monitoring;

/// <summary>What Prometheus' operator is told, https://prometheus-operator.dev: whom to ask for metrics, and when to call somebody.</summary>
internal static class MonitoringFiles
{
    private const string IsOn = ".Values.monitoring.enabled";

    public static IEnumerable<ChartFile> Of(Chart chart)
    {
        var owner = new KubernetesObject(chart, "alerts", "monitoring");
        if (chart.Topology.Postgres is { } cluster)
        {
            yield return ChartFile.Template(cluster.Name, "servicemonitor", Patroni(new(chart, cluster.Name, PatroniFiles.Component)).When($"and {IsOn} ({Chart.IsPatroni})"));
        }

        yield return ChartFile.Template("monitoring", "prometheusrule", Rules(owner).When(IsOn));
    }

    private static YamlMap Patroni(KubernetesObject owner) => owner.Of(
        "monitoring.coreos.com/v1",
        "ServiceMonitor",
        new()
        {
            {
                "spec", new YamlMap
                {
                    { "selector", new YamlMap { { "matchLabels", Labels.Selector(owner.Part) } } },
                    { "endpoints", new YamlList { new YamlMap { { "port", PatroniFiles.ManagerPortName }, { "path", "/metrics" }, { "interval", "15s" } } } },
                }
            },
        },
        labels: OfOperator);

    private static YamlMap Rules(KubernetesObject owner) => owner.Of(
        "monitoring.coreos.com/v1",
        "PrometheusRule",
        new() { { "spec", new YamlMap { { "groups", new YamlList { new YamlMap { { "name", HelmValue.Of(".Release.Name") }, { "rules", YamlList.Of(Alerts.All.Select(Rule)) } } } } } } },
        labels: OfOperator);

    private static YamlMap OfOperator { get; } = new() { TemplateLine.With(".Values.monitoring.labels"), TemplateLine.Block("toYaml ."), TemplateLine.End };

    private static YamlMap Rule(Alert alert) => new()
    {
        { "alert", alert.Name },
        { "expr", Filled(alert.Expression) },
        { "for", alert.For },
        { "labels", new YamlMap { { "severity", alert.Severity }, { "topology", HelmValue.Quoted(".Release.Name") } } },
        {
            "annotations", new YamlMap
            {
                { "summary", Prometheus(alert.Summary) },
                { "runbook_url", HelmValue.Quoted($"printf \"%s/{alert.Runbook}.md\" .Values.monitoring.runbooks") },
            }
        },
    };

    private static HelmValue Filled(string expression) => new($"'{expression.Replace("NAMESPACE", "{{ .Release.Namespace }}", StringComparison.Ordinal).Replace("RELEASE", "{{ .Release.Name }}", StringComparison.Ordinal)}'");

    // Prometheus has the same braces as Helm, which must hand them on.
    private static HelmValue Prometheus(string text) => new($"{{{{ `{text}` | quote }}}}");
}
