using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Distribution.Servers;
using Distribution.ServiceDefaults.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.ServiceDefaults.Tests;

public sealed class HealthTests
{
    private static readonly string[] Ready = ["ready"];

    [Fact]
    public async Task Liveness_with_a_dead_dependency_is_200()
    {
        await using var service = await RunningService.StartAsync(builder => builder.Services.AddHealthChecks()
            .AddCheck("database", () => HealthCheckResult.Unhealthy("gone"), Ready));

        using var response = await service.Client.GetAsync("/healthz");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Readiness_of_a_service_that_can_serve_names_each_check_with_its_time()
    {
        await using var service = await RunningService.StartAsync(builder => builder.Services.AddHealthChecks()
            .AddCheck("database", () => HealthCheckResult.Healthy(), Ready)
            .AddCheck("cache", () => HealthCheckResult.Degraded("slow"), Ready)
            .AddCheck("curiosity", () => HealthCheckResult.Unhealthy(), []));

        using var response = await service.Client.GetAsync("/readyz");
        var report = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("ready", report.GetProperty("status").GetString());
        var checks = report.GetProperty("checks").EnumerateArray().ToArray();
        Assert.Equal(["database", "cache"], checks.Select(check => check.GetProperty("name").GetString()));
        Assert.Equal(["Healthy", "Degraded"], checks.Select(check => check.GetProperty("status").GetString()));
        Assert.All(checks, check => Assert.InRange(check.GetProperty("ms").GetDouble(), 0, 1500));
    }

    [Fact]
    public async Task Readiness_with_a_check_that_never_answers_and_ignores_its_token_is_503_within_2_seconds()
    {
        await using var service = await RunningService.StartAsync(builder => builder.Services.AddHealthChecks()
            .AddAsyncCheck("frozen", () => new TaskCompletionSource<HealthCheckResult>().Task, Ready)
            .AddCheck("alive", () => HealthCheckResult.Healthy(), Ready));
        var watch = Stopwatch.StartNew();

        using var response = await service.Client.GetAsync("/readyz");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.InRange(watch.ElapsedMilliseconds, 1000, 2000);
        var report = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Contains("within 1500 ms", report.GetProperty("checks")[0].GetProperty("description").GetString());
        Assert.Equal("Healthy", report.GetProperty("checks")[1].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Readiness_remembers_for_a_moment_that_a_dependency_was_there_and_never_that_it_was_not()
    {
        var time = new ManualTime();
        var database = HealthCheckResult.Healthy();
        await using var service = await RunningService.StartAsync(builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(time);
            builder.Services.AddHealthChecks().AddCheck("database", () => database, Ready);
        });
        Assert.Equal(HttpStatusCode.OK, await AskAsync());

        database = HealthCheckResult.Unhealthy("gone");
        Assert.Equal(HttpStatusCode.OK, await AskAsync());
        time.Advance(ReadinessDefaults.GoodFor);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync());
        database = HealthCheckResult.Healthy();
        Assert.Equal(HttpStatusCode.OK, await AskAsync());

        async Task<HttpStatusCode> AskAsync()
        {
            using var response = await service.Client.GetAsync("/readyz");
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task Readiness_asked_by_many_at_a_time_asks_once_and_the_next_time_anew()
    {
        var asked = 0;
        var answer = new TaskCompletionSource<HealthCheckResult>();
        await using var service = await RunningService.StartAsync(builder => builder.Services.AddHealthChecks()
            .AddAsyncCheck("database", () => Interlocked.Increment(ref asked) == 1 ? answer.Task : Task.FromResult(HealthCheckResult.Healthy()), Ready));
        var readiness = service.Services.GetRequiredService<Readiness>();

        var reports = Enumerable.Range(0, 4).Select(_ => readiness.AskAsync(TestContext.Current.CancellationToken)).ToArray();
        answer.SetResult(HealthCheckResult.Unhealthy("gone"));

        Assert.All(await Task.WhenAll(reports), report => Assert.Equal(ReadinessReport.NotReady, report.Status));
        Assert.Equal(ReadinessReport.Ready, (await readiness.AskAsync(TestContext.Current.CancellationToken)).Status);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task Readiness_with_a_check_that_throws_is_503_and_says_what_it_threw()
    {
        await using var service = await RunningService.StartAsync(builder => builder.Services.AddHealthChecks()
            .AddCheck("broken", () => throw new InvalidOperationException("no such thing"), Ready));

        using var response = await service.Client.GetAsync("/readyz");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("no such thing", await response.Content.ReadAsStringAsync());
    }
}
