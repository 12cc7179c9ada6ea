using System.Net;
using Distribution.Servers;
using Microsoft.AspNetCore.Builder;

namespace Distribution.ServiceDefaults.Tests;

public sealed class OverloadTests
{
    [Fact]
    public async Task More_than_can_be_done_or_wait_is_refused_at_once_and_the_newest_goes_first()
    {
        var arrived = 0;
        var done = new TaskCompletionSource();
        await using var service = await RunningService.StartAsync(
            map: app => app.MapGet("/task/{name}", async (string name) =>
            {
                Interlocked.Increment(ref arrived);
                await done.Task;
                return name;
            }),
            configuration: [("Overload:Concurrency", "1"), ("Overload:Waiting", "1"), ("RequestBudget:Total", "00:00:30")]);
        var first = service.Client.GetAsync("/task/first");
        await Eventually.True(() => arrived == 1);

        var second = service.Client.GetAsync("/task/second");
        var third = service.Client.GetAsync("/task/third");
        using var refused = await await Task.WhenAny(second, third);
        using var alive = await service.Client.GetAsync("/healthz");
        done.SetResult();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Contains("overloaded", await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        var answers = await Task.WhenAll(first, second, third);
        Assert.Equal(2, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(2, arrived);
        Array.ForEach(answers, answer => answer.Dispose());
    }

    [Fact]
    public async Task One_that_waited_until_its_budget_was_over_is_refused_and_was_not_begun()
    {
        var arrived = 0;
        var done = new TaskCompletionSource();
        await using var service = await RunningService.StartAsync(
            map: app => app.MapGet("/work", async () =>
            {
                Interlocked.Increment(ref arrived);
                await done.Task;
            }),
            configuration: [("Overload:Concurrency", "1")]);
        var first = service.Client.GetAsync("/work");
        await Eventually.True(() => arrived == 1);

        using var late = await service.Client.GetAsync("/work");
        done.SetResult();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, late.StatusCode);
        Assert.Contains("budget-exceeded", await late.Content.ReadAsStringAsync());
        Assert.Equal(1, arrived);
        (await first).Dispose();
    }
}
