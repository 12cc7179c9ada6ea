using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.Engine.Tests.Model;

public sealed class WaitTests
{
    private static readonly CancellationToken cancellation = TestContext.Current.CancellationToken;
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Wait_ends_once_the_dependency_is_healthy_and_not_before()
    {
        await using var model = new TestModel();
        var answer = HealthCheckResult.Unhealthy();
        model.Builder.Services.AddHealthChecks().AddCheck("check", () => answer);
        var database = model.Builder.AddResource(new Thing("database")).WithHealthCheck("check");
        var thing = model.Builder.AddResource(new Thing("thing")).WaitFor(database).Resource;
        await model.StartAsync();
        var wait = model.Notifications.WaitForDependenciesAsync(thing, cancellation);
        await model.SetAsync(database.Resource, KnownResourceStates.Running);
        await Eventually.True(() => model.Now(database.Resource).HealthReports.Single().Status == HealthStatus.Unhealthy);
        Assert.False(wait.IsCompleted);

        answer = HealthCheckResult.Healthy();

        await wait.WaitAsync(patience, cancellation);
    }

    [Fact]
    public async Task Wait_ends_after_those_who_are_told_that_the_dependency_is_ready()
    {
        await using var model = new TestModel();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var database = model.Builder.AddResource(new Thing("database")).OnResourceReady((_, _, _) =>
        {
            entered.SetResult();
            return gate.Task;
        });
        var thing = model.Builder.AddResource(new Thing("thing")).WaitFor(database).Resource;
        await model.StartAsync();
        var wait = model.Notifications.WaitForDependenciesAsync(thing, cancellation);
        await model.SetAsync(database.Resource, KnownResourceStates.Running);
        await entered.Task.WaitAsync(patience, cancellation);
        Assert.False(wait.IsCompleted);

        gate.SetResult();

        await wait.WaitAsync(patience, cancellation);
    }

    [Fact]
    public async Task Wait_fails_when_what_was_to_be_done_on_ready_failed()
    {
        await using var model = new TestModel();
        var database = model.Builder.AddResource(new Thing("database")).OnResourceReady((_, _, _) => throw new InvalidOperationException("no role access"));
        var thing = model.Builder.AddResource(new Thing("thing")).WaitFor(database).Resource;
        await model.StartAsync();
        var wait = model.Notifications.WaitForDependenciesAsync(thing, cancellation);

        await model.SetAsync(database.Resource, KnownResourceStates.Running);

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => wait.WaitAsync(patience, cancellation));
        Assert.Contains("no role access", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_resource_says_for_what_as_long_as_it_waits()
    {
        await using var model = new TestModel();
        var one = model.Builder.AddResource(new Thing("one"));
        var other = model.Builder.AddResource(new Thing("other"));
        var thing = model.Builder.AddResource(new Thing("thing")).WaitForStart(one).WaitForCompletion(other).Resource;
        await model.StartAsync();

        var wait = model.Notifications.WaitForDependenciesAsync(thing, cancellation);
        Assert.Equal(["one", "other"], WaitingFor(model, thing));
        Assert.Equal("Waiting", model.Now(thing).State?.Text);
        await model.SetAsync(one.Resource, KnownResourceStates.Running);
        await Eventually.True(() => WaitingFor(model, thing) is ["other"]);
        await model.SetAsync(other.Resource, KnownResourceStates.Finished, exitCode: 0);
        await wait.WaitAsync(patience, cancellation);

        Assert.Empty(WaitingFor(model, thing));
    }

    [Fact]
    public async Task Completion_with_another_exit_code_names_resource_code_and_remedy()
    {
        await using var model = new TestModel();
        var migrations = model.Builder.AddResource(new Thing("migrations"));
        var never = model.Builder.AddResource(new Thing("never"));
        var thing = model.Builder.AddResource(new Thing("thing")).WaitFor(never).WaitForCompletion(migrations).Resource;
        await model.StartAsync();
        var wait = model.Notifications.WaitForDependenciesAsync(thing, cancellation);

        await model.SetAsync(migrations.Resource, KnownResourceStates.Finished, exitCode: 3);

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => wait.WaitAsync(patience, cancellation));
        Assert.Contains("'thing' was not started", error.Message, StringComparison.Ordinal);
        Assert.Contains("'migrations' ended with exit code 3, expected 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("./distribution logs migrations", error.Message, StringComparison.Ordinal);
        Assert.Empty(WaitingFor(model, thing));
    }

    [Fact]
    public async Task Completion_that_was_expected_lets_the_resource_start()
    {
        await using var model = new TestModel();
        var migrations = model.Builder.AddResource(new Thing("migrations"));
        var thing = model.Builder.AddResource(new Thing("thing")).WaitForCompletion(migrations, exitCode: 2).Resource;
        await model.SetAsync(migrations.Resource, KnownResourceStates.Exited, exitCode: 2);

        await model.Notifications.WaitForDependenciesAsync(thing, cancellation).WaitAsync(patience, cancellation);
    }

    [Fact]
    public async Task Dependency_that_cannot_start_fails_a_wait_for_its_completion()
    {
        await using var model = new TestModel();
        var migrations = model.Builder.AddResource(new Thing("migrations"));
        var thing = model.Builder.AddResource(new Thing("thing")).WaitForCompletion(migrations).Resource;
        await model.SetAsync(migrations.Resource, KnownResourceStates.FailedToStart);

        await Assert.ThrowsAsync<DistributedApplicationException>(() => model.Notifications.WaitForDependenciesAsync(thing, cancellation).WaitAsync(patience, cancellation));
    }

    [Fact]
    public async Task Dependency_that_has_ended_is_waited_for_unless_the_model_says_otherwise()
    {
        await using var model = new TestModel();
        var database = model.Builder.AddResource(new Thing("database"));
        var patient = model.Builder.AddResource(new Thing("patient")).WaitFor(database).Resource;
        var strict = model.Builder.AddResource(new Thing("strict")).WaitFor(database, WaitBehavior.StopOnResourceUnavailable).Resource;
        await model.StartAsync();
        await model.SetAsync(database.Resource, KnownResourceStates.Exited, exitCode: 137);

        var wait = model.Notifications.WaitForDependenciesAsync(patient, cancellation);
        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => model.Notifications.WaitForDependenciesAsync(strict, cancellation).WaitAsync(patience, cancellation));
        Assert.Contains("'database' is Exited with exit code 137", error.Message, StringComparison.Ordinal);
        Assert.False(wait.IsCompleted);
        await model.SetAsync(database.Resource, KnownResourceStates.Running);

        await wait.WaitAsync(patience, cancellation);
    }

    [Fact]
    public async Task Wait_can_be_given_up()
    {
        await using var model = new TestModel();
        var database = model.Builder.AddResource(new Thing("database"));
        var thing = model.Builder.AddResource(new Thing("thing")).WaitFor(database).Resource;
        await model.StartAsync();
        using var given = new CancellationTokenSource();
        var wait = model.Notifications.WaitForDependenciesAsync(thing, given.Token);

        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(patience, cancellation));
        Assert.Empty(WaitingFor(model, thing));
    }

    [Fact]
    public async Task Resource_cannot_wait_for_itself()
    {
        await using var model = new TestModel();
        var thing = model.Builder.AddResource(new Thing("thing"));

        Assert.Throws<DistributedApplicationException>(() => thing.WaitFor(thing));
    }

    [Fact]
    public async Task Value_is_never_waited_for()
    {
        await using var model = new TestModel();
        var parameter = model.Builder.AddParameter("level", "x");
        var thing = model.Builder.AddResource(new Thing("thing")).WaitFor(parameter).Resource;

        await model.Notifications.WaitForDependenciesAsync(thing, cancellation).WaitAsync(patience, cancellation);
    }

    private static string[] WaitingFor(TestModel model, IResource resource) =>
        model.Now(resource).Properties.SingleOrDefault(property => property.Name == "resource.waitingFor")?.Value as string[] ?? [];
}
