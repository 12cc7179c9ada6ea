using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;

namespace Distribution.ServiceDefaults.Telemetry;

internal static class TelemetryExtensions
{
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[TelemetryDefaults.EndpointVariable]))
        {
            return;
        }

        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.AddOtlpExporter();
        });
        builder.Services.AddHostedService(services => new TelemetryService(
            MetricPeriod(builder.Configuration),
            services.GetRequiredService<ILogger<TelemetryService>>()));
    }

    internal static TimeSpan MetricPeriod(IConfiguration configuration)
    {
        var asked = configuration.GetValue<int?>(TelemetryDefaults.MetricPeriodVariable) is { } ms
            ? TimeSpan.FromMilliseconds(ms)
            : TelemetryDefaults.MetricPeriod;
        return asked < TelemetryDefaults.ShortestMetricPeriod ? TelemetryDefaults.ShortestMetricPeriod : asked;
    }
}
