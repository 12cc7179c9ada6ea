using System.Text.Json;

namespace Distribution.Engine.Dashboard;

/// <summary>The dashboard's settings file. Its keys are in it, so that they are in no argument and no environment.</summary>
internal static class DashboardSettings
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public static string Json(string application, DashboardPorts ports, DashboardKeys keys) => JsonSerializer.Serialize(
        new
        {
            Dashboard = new
            {
                ApplicationName = application,
                Frontend = new { EndpointUrls = DashboardPorts.Url(ports.Frontend), AuthMode = "BrowserToken", BrowserToken = keys.Browser },
                Otlp = new
                {
                    GrpcEndpointUrl = DashboardPorts.Url(ports.OtlpGrpc),
                    HttpEndpointUrl = DashboardPorts.Url(ports.OtlpHttp),
                    AuthMode = "ApiKey",
                    PrimaryApiKey = keys.Otlp,
                },
                ResourceServiceClient = new { Url = DashboardPorts.Url(ports.Resources), AuthMode = "ApiKey", ApiKey = keys.Resources },
                Api = new { Enabled = true, AuthMode = "ApiKey", PrimaryApiKey = keys.Telemetry },
                Mcp = new { Disabled = true },
            },
            Logging = new
            {
                LogLevel = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["Default"] = "Warning",
                    // It would log the link with the token; the AppHost keeps that in a file of mode 0600.
                    ["Aspire.Dashboard.DashboardWebApplication"] = "Warning",
                    // Its keys lie in its own folder below the state folder; there is nothing to encrypt them with.
                    ["Microsoft.AspNetCore.DataProtection"] = "Error",
                },
            },
        },
        Readable);
}
