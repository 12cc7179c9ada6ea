using System.Collections.Concurrent;
using System.Text;
using Distribution.Servers;
using Distribution.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Distribution.ServiceDefaults.Tests;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Traces_metrics_and_logs_reach_the_collector_and_probes_do_not()
    {
        var received = new ConcurrentDictionary<string, string>();
        await using var collector = await RunningService.StartAsync(map: app => app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            received.AddOrUpdate(signal, Encoding.Latin1.GetString(body.ToArray()), (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
            return Results.Ok();
        }));
        await using (var service = await RunningService.StartAsync(
            map: app => app.MapGet("/hello/{name}", (string name, ILogger<TelemetryTests> logger) =>
            {
#pragma warning disable CA1848, CA2254, CA1873 // The message is what the test looks for.
                logger.LogInformation("greeted " + name);
#pragma warning restore CA1848, CA2254, CA1873
                return name;
            }),
            configuration:
            [
                ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Client.BaseAddress!.ToString()),
                ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
                ("OTEL_SERVICE_NAME", "greeter"),
                ("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=7"),
            ]))
        {
            await service.Client.GetStringAsync("/hello/ada");
            await service.Client.GetStringAsync("/healthz");
            await service.Client.GetStringAsync("/readyz");
        }

        await Eventually.True(() => received.ContainsKey("traces") && received.ContainsKey("metrics") && received.ContainsKey("logs"));
        Assert.Contains("GET /hello/{name}", received["traces"]);
        Assert.Contains("http.response.status_code", received["traces"]);
        // The span's name before the route is known; the test's own HttpClient is traced too, so the path alone says nothing.
        Assert.DoesNotContain("HttpRequestIn", received["traces"]);
        Assert.Contains("http.server.request.duration", received["metrics"]);
        Assert.Contains("greeted ada", received["logs"]);
        Assert.All(received.Values, body =>
        {
            Assert.Contains("greeter", body);
            Assert.Contains("service.instance.id", body);
        });
    }

    [Theory]
    [InlineData(null, 5000)]
    [InlineData("1000", 5000)]
    [InlineData("60000", 60000)]
    public void Metric_period_is_what_was_asked_but_never_busy(string? asked, int expectedMs)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("OTEL_METRIC_EXPORT_INTERVAL", asked)])
            .Build();

        Assert.Equal(expectedMs, TelemetryService.MetricPeriod(configuration).TotalMilliseconds);
    }
}
