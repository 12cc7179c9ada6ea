using Distribution.Engine.Dashboard;

namespace Distribution.Engine.Tests.Dashboard;

public sealed class OtlpExportTests : IDisposable
{
    private readonly DashboardPorts _ports = new(random: true);

    [Fact]
    public void Service_is_pointed_at_the_dashboard_with_its_key_and_its_resource_name()
    {
        var variables = new Dictionary<string, object>();

        Export().Add(variables, "gateway");

        Assert.Equal($"http://127.0.0.1:{_ports.OtlpHttp}", variables["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("http/protobuf", variables["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        Assert.Equal("x-otlp-api-key=otlp", variables["OTEL_EXPORTER_OTLP_HEADERS"]);
        Assert.Equal("gateway", variables["OTEL_SERVICE_NAME"]);
        Assert.False(variables.ContainsKey("OTEL_RESOURCE_ATTRIBUTES"));
    }

    [Fact]
    public void What_the_resource_sets_itself_is_left_alone()
    {
        var variables = new Dictionary<string, object> { ["OTEL_SERVICE_NAME"] = "api", ["OTEL_RESOURCE_ATTRIBUTES"] = "service.instance.id=1", ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://elsewhere" };

        Export().Add(variables, "api-1");

        Assert.Equal(("api", "service.instance.id=1", "http://elsewhere"), (variables["OTEL_SERVICE_NAME"], variables["OTEL_RESOURCE_ATTRIBUTES"], variables["OTEL_EXPORTER_OTLP_ENDPOINT"]));
    }

    public void Dispose() => _ports.Dispose();

    private OtlpExport Export() => new(_ports, new DashboardKeys("browser", "telemetry", "otlp", "resources"));
}
