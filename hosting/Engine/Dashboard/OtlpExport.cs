using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Dashboard;

/// <summary>
/// Points a service's OpenTelemetry at the dashboard, with the variables of the OpenTelemetry specification. The dashboard ties telemetry to a row when
/// <c>service.name</c>, or <c>service.name</c> + "-" + <c>service.instance.id</c>, is the resource's name; what the resource sets itself is left alone.
/// </summary>
internal sealed class OtlpExport(DashboardPorts ports, DashboardKeys keys)
{
    /// <summary>Spans and log records go out after at most a second, so that a page shows what just happened. Without any, nothing is sent.</summary>
    private static readonly TimeSpan SendWithin = TimeSpan.FromSeconds(1);

    public EnvironmentCallbackAnnotation For(IResource resource) => new(context => Add(context.EnvironmentVariables, resource.Name));

    internal void Add(Dictionary<string, object> variables, string resource)
    {
        variables.TryAdd("OTEL_EXPORTER_OTLP_ENDPOINT", DashboardPorts.Url(ports.OtlpHttp));
        variables.TryAdd("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        variables.TryAdd("OTEL_EXPORTER_OTLP_HEADERS", $"x-otlp-api-key={keys.Otlp}");
        variables.TryAdd("OTEL_BSP_SCHEDULE_DELAY", Milliseconds(SendWithin));
        variables.TryAdd("OTEL_BLRP_SCHEDULE_DELAY", Milliseconds(SendWithin));
        variables.TryAdd("OTEL_SERVICE_NAME", resource);
    }

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture);
}
