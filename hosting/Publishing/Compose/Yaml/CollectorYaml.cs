using System.Globalization;
using YamlDotNet.Serialization;

namespace Distribution.Publishing.Compose.Yaml;

/// <summary>Writes the settings of the OpenTelemetry collector, whose keys follow no convention of ours.</summary>
internal static class CollectorYaml
{
    private static readonly ISerializer Serializer = new SerializerBuilder().WithQuotingNecessaryStrings().WithIndentedSequences().DisableAliases().WithNewLine("\n").Build();

    private static readonly string[] Processors = ["memory_limiter", "batch"];

    /// <param name="dashboard">The dashboard's port for OTLP over gRPC.</param>
    /// <param name="metrics">The port on which a Prometheus may ask for the metrics.</param>
    public static string Write(int dashboard, int metrics) => "# What the collector takes, and where it sends it: a store of your own is one more exporter.\n" + Serializer.Serialize(Map(
        ("receivers", Map(("otlp", Map(("protocols", Map(("http", Map(("endpoint", "0.0.0.0:4318"))))))))),
        ("processors", Map(
            ("memory_limiter", Map(("check_interval", "1s"), ("limit_percentage", 80), ("spike_limit_percentage", 20))),
            ("batch", Map(("timeout", "1s"))))),
        ("exporters", Map(
            ("otlp/dashboard", Map(("endpoint", Text($"dashboard:{dashboard}")), ("tls", Map(("insecure", true))))),
            ("prometheus", Map(("endpoint", Text($"0.0.0.0:{metrics}")), ("resource_to_telemetry_conversion", Map(("enabled", true))))))),
        ("service", Map(("pipelines", Map(
            ("traces", Pipeline("otlp/dashboard")),
            ("metrics", Pipeline("otlp/dashboard", "prometheus")),
            ("logs", Pipeline("otlp/dashboard"))))))));

    private static OrderedDictionary<string, object> Pipeline(params string[] exporters) => Map(("receivers", new[] { "otlp" }), ("processors", Processors), ("exporters", exporters));

    private static OrderedDictionary<string, object> Map(params (string Key, object Value)[] pairs) => new(pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
