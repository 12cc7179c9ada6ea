namespace Distribution.ServiceDefaults.Telemetry;

internal static class TelemetryDefaults
{
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    public const string MetricPeriodVariable = "OTEL_METRIC_EXPORT_INTERVAL";

    // What instrumentation packages would listen to, as far as the libraries emit it themselves; wildcards are the SDK's.
    public static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "Yarp.ReverseProxy", "Distribution.*"];

    public static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "System.Net.Http",
        "System.Runtime",
        "Npgsql",
        "Distribution.*",
    ];

    /// <summary>10 new traces a second and process: measured at 100 requests a second, all of them took the dashboard a third of a core.</summary>
    public const double TracesPerSecond = 10;

    /// <summary>One trace in 10 s of the jobs that nobody asked for: what time drives runs each second, looks the same each time, and would bury the requests.</summary>
    public const double UnaskedTracesPerSecond = 0.1;

    /// <summary>Often enough to watch a failover on the dashboard.</summary>
    public static readonly TimeSpan MetricPeriod = TimeSpan.FromSeconds(5);

    /// <summary>Aspire asks for 1 s; collecting and sending every instrument that often in 7 services is a noticeable part of a core.</summary>
    public static readonly TimeSpan ShortestMetricPeriod = TimeSpan.FromSeconds(5);
}
