using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Distribution.ServiceDefaults.Telemetry;

/// <summary>
/// Owns the tracer and meter providers, as OpenTelemetry.Extensions.Hosting would. Name, instance and destination come from the OTEL_ variables.
/// </summary>
internal sealed partial class TelemetryService(IConfiguration configuration, ILogger<TelemetryService> logger) : IHostedService, IDisposable
{
    private TracerProvider? _tracer;
    private MeterProvider? _meter;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var metricPeriod = MetricPeriod(configuration);
        _tracer = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .SetSampler(HousekeepingSampler.Create())
            .AddSource(TelemetryDefaults.Sources)
            .AddOtlpExporter()
            .Build();
        _meter = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .AddMeter(TelemetryDefaults.Meters)
            .AddOtlpExporter((_, reader) =>
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)metricPeriod.TotalMilliseconds)
            .Build();
        LogStarted(metricPeriod.TotalMilliseconds);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal static TimeSpan MetricPeriod(IConfiguration configuration)
    {
        var asked = configuration.GetValue<int?>(TelemetryDefaults.MetricPeriodVariable) is { } ms
            ? TimeSpan.FromMilliseconds(ms)
            : TelemetryDefaults.MetricPeriod;
        return asked < TelemetryDefaults.ShortestMetricPeriod ? TelemetryDefaults.ShortestMetricPeriod : asked;
    }

    public void Dispose()
    {
        _tracer?.Dispose();
        _meter?.Dispose();
    }

    [LoggerMessage(1301, LogLevel.Debug, "Telemetry is exported over OTLP, metrics each {PeriodMs} ms")]
    private partial void LogStarted(double periodMs);
}
