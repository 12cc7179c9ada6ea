using System.Diagnostics;
using System.Net;
using Distribution.ServiceDefaults.Budgets;
using Microsoft.AspNetCore.Builder;

namespace Distribution.ServiceDefaults.Tests;

public sealed class RequestTests
{
    [Fact]
    public async Task Request_longer_than_its_budget_is_refused_within_it()
    {
        await using var service = await RunningService.StartAsync(
            map: app => app.MapGet("/slow", (CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation)));
        var watch = Stopwatch.StartNew();

        using var response = await service.Client.GetAsync("/slow");

        Assert.InRange(watch.ElapsedMilliseconds, 2000, 3000);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Contains("budget-exceeded", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Endpoint_with_a_budget_of_its_own_is_held_to_it()
    {
        await using var service = await RunningService.StartAsync(
            map: app => app.MapGet("/slow", (CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation))
                .WithRequestBudget(TimeSpan.FromMilliseconds(1000)));
        var watch = Stopwatch.StartNew();

        using var response = await service.Client.GetAsync("/slow");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.InRange(watch.ElapsedMilliseconds, 200, 2200);
    }

    [Theory]
    [InlineData("order-17", true)]
    [InlineData("a b", false)]
    [InlineData("<script>", false)]
    public async Task Request_id_of_the_caller_is_kept_when_it_is_safe(string id, bool kept)
    {
        await using var service = await RunningService.StartAsync(map: app => app.MapGet("/work", () => "done"));

        using var response = await service.SendAsync("/work", ("X-Request-Id", id));

        var answered = Assert.Single(response.Headers.GetValues("X-Request-Id"));
        Assert.Equal(kept, answered == id);
    }

    [Fact]
    public async Task Request_id_is_in_the_problem()
    {
        await using var service = await RunningService.StartAsync();

        var problem = await service.ReadAsync("/nowhere", ("X-Request-Id", "order-18"));

        Assert.Equal("order-18", problem.GetProperty("requestId").GetString());
    }
}
