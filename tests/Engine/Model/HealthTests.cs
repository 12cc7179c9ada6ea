using System.Collections.Concurrent;
using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.Engine.Tests.Model;

public sealed class HealthTests
{
    private static readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Resource_without_checks_is_ready_when_it_runs()
    {
        await using var model = new TestModel();
        var ready = 0;
        var thing = model.Builder.AddResource(new Thing("thing")).OnResourceReady((_, _, _) =>
        {
            ready++;
            return Task.CompletedTask;
        }).Resource;
        await model.StartAsync();

        await model.SetAsync(thing, KnownResourceStates.Running);
        await model.Notifications.WaitForResourceHealthyAsync("thing", cancellation);

        Assert.Equal(1, ready);
        Assert.Equal(HealthStatus.Healthy, model.Now(thing).HealthStatus);
    }

    [Fact]
    public async Task Resource_is_healthy_only_once_its_check_says_so()
    {
        await using var model = new TestModel();
        var answer = HealthCheckResult.Unhealthy("booting");
        var thing = Checked(model, "check", _ => Task.FromResult(answer));
        await model.StartAsync();
        await model.SetAsync(thing, KnownResourceStates.Running);
        Assert.Equal(HealthStatus.Unhealthy, model.Now(thing).HealthStatus);
        await Eventually.True(() => model.Now(thing).HealthReports.Single().Description == "booting");

        answer = HealthCheckResult.Healthy("there");
        await model.Notifications.WaitForResourceHealthyAsync("thing", cancellation);

        answer = HealthCheckResult.Degraded("slow");
        await Eventually.True(() => model.Now(thing).HealthStatus == HealthStatus.Degraded);
    }

    [Fact]
    public async Task Ready_event_is_raised_once_for_each_start()
    {
        await using var model = new TestModel();
        var answer = HealthCheckResult.Healthy();
        var ready = new ConcurrentQueue<int>();
        var thing = Checked(model, "check", _ => Task.FromResult(answer));
        model.Builder.CreateResourceBuilder(thing).OnResourceReady((_, _, _) =>
        {
            ready.Enqueue(model.Now(thing).Start);
            return Task.CompletedTask;
        });
        await model.StartAsync();

        await model.SetAsync(thing, KnownResourceStates.Running);
        await model.Notifications.WaitForResourceHealthyAsync("thing", cancellation);
        answer = HealthCheckResult.Unhealthy();
        await Eventually.True(() => model.Now(thing).HealthStatus == HealthStatus.Unhealthy);
        answer = HealthCheckResult.Healthy();
        await model.Notifications.WaitForResourceHealthyAsync("thing", cancellation);
        await model.SetAsync(thing, KnownResourceStates.Exited);
        await model.SetAsync(thing, KnownResourceStates.Running);
        await model.Notifications.WaitForResourceHealthyAsync("thing", cancellation);

        Assert.Equal([1, 2], ready);
    }

    [Fact]
    public async Task Report_of_an_earlier_start_does_not_count_for_this_one()
    {
        await using var model = new TestModel();
        var late = new TaskCompletionSource<HealthCheckResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var never = new TaskCompletionSource<HealthCheckResult>();
        var runs = 0;
        var thing = Checked(model, "check", _ => Interlocked.Increment(ref runs) == 1 ? late.Task : never.Task);
        await model.StartAsync();
        await model.SetAsync(thing, KnownResourceStates.Running);
        await Eventually.True(() => Volatile.Read(ref runs) == 1);

        await model.SetAsync(thing, KnownResourceStates.Stopping);
        await model.SetAsync(thing, KnownResourceStates.Running);
        await Eventually.True(() => Volatile.Read(ref runs) == 2);
        late.SetResult(HealthCheckResult.Healthy());
        await model.SetAsync(thing, KnownResourceStates.Running);

        Assert.Equal(HealthStatus.Unhealthy, model.Now(thing).HealthStatus);
        Assert.Null(model.Now(thing).Ready);
    }

    [Fact]
    public async Task Check_that_hangs_is_reported_after_its_time_out_and_not_started_beside_itself()
    {
        await using var model = new TestModel();
        var runs = 0;
        var forever = new TaskCompletionSource<HealthCheckResult>();
        var thing = Checked(model, "hangs", _ =>
        {
            Interlocked.Increment(ref runs);
            return forever.Task;
        }, timeout: TimeSpan.FromMilliseconds(50));
        await model.StartAsync();

        await model.SetAsync(thing, KnownResourceStates.Running);
        await Eventually.True(() => model.Now(thing).HealthReports.Single().Description == "No answer within 0.05 s.");

        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Slow_check_does_not_delay_another()
    {
        await using var model = new TestModel();
        var forever = new TaskCompletionSource<HealthCheckResult>();
        var slow = Checked(model, "slow", _ => forever.Task);
        var quick = Checked(model, "quick", _ => Task.FromResult(HealthCheckResult.Healthy()), name: "other");
        model.Builder.CreateResourceBuilder(slow).WithHealthCheck("quick");
        await model.StartAsync();

        await model.SetAsync(slow, KnownResourceStates.Running);
        await model.SetAsync(quick, KnownResourceStates.Running);
        await model.Notifications.WaitForResourceHealthyAsync("other", cancellation);
        await Eventually.True(() => model.Now(slow).HealthReports.Single(report => report.Name == "quick").Status == HealthStatus.Healthy);

        Assert.Null(model.Now(slow).HealthReports.Single(report => report.Name == "slow").Status);
    }

    [Fact]
    public async Task Healthy_resource_is_asked_again_but_at_most_each_second()
    {
        await using var model = new TestModel();
        var asked = new ConcurrentQueue<long>();
        var thing = Checked(model, "check", _ =>
        {
            asked.Enqueue(Stopwatch.GetTimestamp());
            return Task.FromResult(HealthCheckResult.Healthy());
        });
        await model.StartAsync();

        await model.SetAsync(thing, KnownResourceStates.Running);
        await Eventually.True(() => asked.Count >= 3);

        var times = asked.ToArray();
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(Stopwatch.GetElapsedTime(pair.First, pair.Second) > TimeSpan.FromMilliseconds(900)));
    }

    [Fact]
    public async Task Resource_that_has_ended_is_not_asked_any_more()
    {
        await using var model = new TestModel();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thing = Checked(model, "check", async token =>
        {
            begun.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, token);
                return HealthCheckResult.Healthy();
            }
            finally
            {
                ended.SetResult();
            }
        });
        await model.StartAsync();
        await model.SetAsync(thing, KnownResourceStates.Running);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(10), cancellation);

        await model.SetAsync(thing, KnownResourceStates.Exited);

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), cancellation);
        Assert.Null(model.Now(thing).HealthStatus);
    }

    [Fact]
    public async Task Check_that_throws_is_unhealthy_with_its_message()
    {
        await using var model = new TestModel();
        var thing = Checked(model, "check", _ => throw new InvalidOperationException("refused"));
        await model.StartAsync();

        await model.SetAsync(thing, KnownResourceStates.Running);

        await Eventually.True(() => model.Now(thing).HealthReports.Single() is { Status: HealthStatus.Unhealthy, Description: "refused", ExceptionText: not null });
    }

    [Fact]
    public async Task Check_that_is_not_registered_is_unhealthy_and_says_so()
    {
        await using var model = new TestModel();
        var thing = model.Builder.AddResource(new Thing("thing")).WithHealthCheck("unheard-of").Resource;
        await model.StartAsync();

        await model.SetAsync(thing, KnownResourceStates.Running);

        await Eventually.True(() => model.Now(thing).HealthReports.Single().Description?.Contains("'unheard-of', which is not registered", StringComparison.Ordinal) == true);
    }

    private static Thing Checked(TestModel model, string key, Func<CancellationToken, Task<HealthCheckResult>> check, string name = "thing", TimeSpan? timeout = null)
    {
        model.Builder.Services.AddHealthChecks().AddAsyncCheck(key, check, tags: null, timeout);
        return model.Builder.AddResource(new Thing(name)).WithHealthCheck(key).Resource;
    }
}
