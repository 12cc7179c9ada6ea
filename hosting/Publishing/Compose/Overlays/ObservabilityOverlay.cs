using Distribution.Publishing.Compose.Model;
using Distribution.Publishing.Compose.Services;
using Distribution.Publishing.Compose.Yaml;
using Distribution.Publishing.Description;

namespace Distribution.Publishing.Compose.Overlays;

/// <summary>A collector that takes what the services tell of themselves, and a dashboard that shows it.</summary>
internal static class ObservabilityOverlay
{
    public const string CollectorFile = "observability/collector.yaml";

    /// <summary>The collector's address, as the services have it.</summary>
    public const string CollectorAddress = "http://collector:4318";

    private const string CollectorImage = "otel/opentelemetry-collector-contrib:0.140.1";
    private const string DashboardImage = "mcr.microsoft.com/dotnet/aspire-dashboard:13.0.0";
    private const string CollectorConfig = "collector";
    private const string Telemetry = "telemetry";
    private const int DashboardPort = 18888;
    private const int DashboardIntake = 18889;
    private const int MetricsPort = 8889;

    private static readonly WorkloadResources CollectorResources = new(100, 128, 512, 64);

    private static readonly WorkloadResources DashboardResources = new(100, 256, 1024, 64);

    public static ComposeFile Create()
    {
        var file = new ComposeFile();
        file.Add("collector", Collector());
        file.Add("dashboard", Dashboard());
        file.Networks.Add(new(Telemetry, "The collector and the dashboard."), new() { Internal = true });
        file.Configs.Add(CollectorConfig, new($"./{CollectorFile}"));
        return file;
    }

    /// <summary>The collector's own settings.</summary>
    public static string CollectorSettings() => CollectorYaml.Write(DashboardIntake, MetricsPort);

    private static ComposeService Collector()
    {
        var service = Containers.Create("collector", CollectorImage, CollectorResources, "COLLECTOR_MEMORY");
        service.Comment = "Takes OTLP from the services. Its image has no program that could ask it for its health.";
        service.Command = ["--config=/etc/collector.yaml"];
        service.Configs.Add(new() { Source = CollectorConfig, Target = "/etc/collector.yaml" });
        service.Networks.Add(ComposeNetworks.Edge, new());
        service.Networks.Add(ComposeNetworks.Services, new());
        service.Networks.Add(Telemetry, new());
        service.Ports.Add(new() { HostIp = "127.0.0.1", Published = $"${{{ComposeSettings.MetricsPort}:-{MetricsPort}}}", Target = MetricsPort });
        service.HealthCheck = ComposeHealthCheck.None;

        // A service only tells where it is told to: compose says so instead of showing an empty dashboard.
        service.Labels["distribution.intake"] = $"${{{ComposeSettings.Telemetry}:?set it in .env to {CollectorAddress}}}";
        service.StopGracePeriod = "10s";
        return service;
    }

    private static ComposeService Dashboard()
    {
        var service = Containers.Create("dashboard", DashboardImage, DashboardResources, "DASHBOARD_MEMORY");
        service.Comment = "Shows traces, metrics and logs of the last minutes, from memory. Who opens it is asked for the token that it writes to its log.";
        service.Environment["DASHBOARD__OTLP__AUTHMODE"] = "Unsecured";
        service.Networks.Add(ComposeNetworks.Edge, new());
        service.Networks.Add(Telemetry, new());
        service.Ports.Add(new() { HostIp = "127.0.0.1", Published = $"${{{ComposeSettings.DashboardPort}:-{DashboardPort}}}", Target = DashboardPort });
        service.HealthCheck = ComposeHealthCheck.None;
        service.StopGracePeriod = "10s";
        return service;
    }
}
