using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Distribution.ServiceDefaults.Budgets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Distribution.ServiceDefaults.Tests;

public sealed class DrainTests
{
    private static readonly (string, string)[] SlowDrain = [("Drain:Delay", "00:00:02"), ("Drain:Deadline", "00:00:08")];

    [Fact]
    public async Task Readiness_of_a_service_that_was_told_to_stop_is_503_while_it_still_serves()
    {
        await using var service = await RunningService.StartAsync(map: app => app.MapGet("/work", () => "done"), configuration: SlowDrain);

        service.Terminate();
        using var ready = await service.Client.GetAsync("/readyz");
        using var work = await service.Client.GetAsync("/work");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("draining", await ready.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, work.StatusCode);
        Assert.True(work.Headers.ConnectionClose);
    }

    [Fact]
    public async Task Request_running_when_the_service_is_told_to_stop_finishes()
    {
        var entered = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        await using var service = await RunningService.StartAsync(
            map: app => app.MapGet("/work", async () =>
            {
                entered.SetResult();
                await finish.Task;
                return "done";
            }),
            configuration: ("Drain:Delay", "00:00:00"));
        var running = service.Client.GetAsync("/work");
        await entered.Task;

        service.Terminate();
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => RefusedAsync(service.Client.BaseAddress!));
        Assert.True(refusal is HttpRequestException or SocketException, $"{refusal}");
        Assert.False(service.Ended.IsCompleted);
        finish.SetResult();

        using var response = await running;
        Assert.Equal("done", await response.Content.ReadAsStringAsync());
        await service.Ended.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Request_that_never_ends_is_cut_at_the_deadline()
    {
        var entered = new TaskCompletionSource();
        await using var service = await RunningService.StartAsync(
            map: app => app.MapGet("/work", async (HttpContext context) =>
            {
                entered.SetResult();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }).WithoutRequestBudget(),
            configuration: [("Drain:Delay", "00:00:00.1"), ("Drain:Deadline", "00:00:01")]);
        var running = service.Client.GetAsync("/work");
        await entered.Task;
        var watch = Stopwatch.StartNew();

        service.Terminate();
        await service.Ended;

        Assert.InRange(watch.ElapsedMilliseconds, 800, 4000);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => running);
    }

    [Fact]
    public async Task Drain_longer_than_its_deadline_is_refused_at_start()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => RunningService.StartAsync(configuration: ("Drain:Delay", "00:00:06")));

        Assert.Contains("Drain:Delay must be", failure.Message);
    }

    private static async Task RefusedAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        var deadline = Stopwatch.StartNew();
        while (deadline.Elapsed < TimeSpan.FromSeconds(10))
        {
            using var response = await client.GetAsync("/healthz");
            client.DefaultRequestHeaders.ConnectionClose = true;
        }
    }
}
