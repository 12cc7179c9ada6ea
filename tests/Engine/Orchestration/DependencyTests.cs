using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.Engine.Tests.Orchestration;

public sealed class DependencyTests : IAsyncDisposable
{
    private readonly RunningApplication _application = new();

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    [Fact]
    public async Task Resource_waits_until_another_is_healthy()
    {
        var healthy = false;
        _application.Builder.Services.AddHealthChecks().AddCheck("db", () => healthy ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("not yet"));
        var db = _application.AddShell("db", "exec sleep 1000").WithHealthCheck("db");
        _application.AddShell("api", "exec sleep 1000").WaitFor(db);
        await _application.StartAsync();
        await _application.RunningAsync("db");
        await _application.WhenAsync("api", KnownResourceStates.Waiting);
        var before = _application.Snapshot("api").StartTimeStamp;

        healthy = true;
        await _application.RunningAsync("api");

        Assert.Null(before);
    }

    [Fact]
    public async Task Resource_waits_until_another_has_completed()
    {
        var migrations = _application.AddShell("migrations", "sleep 0.3; touch done; exit 0");
        _application.AddShell("api", $"test -f {_application.State.Data}/migrations/done && echo after; exec sleep 1000").WaitForCompletion(migrations);

        await _application.StartAsync();
        await _application.RunningAsync("api");

        await _application.LoggedAsync("api", "after");
        Assert.Equal(KnownResourceStates.Finished, _application.Snapshot("migrations").State?.Text);
    }

    [Fact]
    public async Task Failed_completion_fails_the_waiter_with_the_reason()
    {
        var migrations = _application.AddShell("migrations", "exit 4");
        _application.AddShell("api", "exec sleep 1000").WaitForCompletion(migrations);

        await _application.StartAsync();

        await _application.WhenAsync("api", KnownResourceStates.FailedToStart);
        await _application.LoggedAsync("api", "exit code 4");
    }

    [Fact]
    public async Task Restart_does_not_wait_again()
    {
        var healthy = true;
        _application.Builder.Services.AddHealthChecks().AddCheck("db", () => healthy ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("no more"));
        var db = _application.AddShell("db", "exec sleep 1000").WithHealthCheck("db");
        _application.AddShell("api", "exec sleep 1000").WaitFor(db);
        await _application.StartAsync();
        var first = await _application.RunningAsync("api");

        healthy = false;
        var restarted = await _application.CommandAsync("api", KnownResourceCommands.RestartCommand);

        Assert.True(restarted.Success, restarted.Message);
        Assert.NotEqual(first, await _application.RunningAsync("api"));
    }

    [Fact]
    public async Task Stop_ends_the_wait_and_a_later_start_waits_again()
    {
        var healthy = false;
        _application.Builder.Services.AddHealthChecks().AddCheck("db", () => healthy ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("not yet"));
        var db = _application.AddShell("db", "exec sleep 1000").WithHealthCheck("db");
        _application.AddShell("api", "exec sleep 1000").WaitFor(db);
        await _application.StartAsync();
        await _application.WhenAsync("api", KnownResourceStates.Waiting);

        var stopped = await _application.CommandAsync("api", KnownResourceCommands.StopCommand);
        await _application.WhenAsync("api", KnownResourceStates.NotStarted);
        var started = _application.CommandAsync("api", KnownResourceCommands.StartCommand);
        await _application.WhenAsync("api", KnownResourceStates.Waiting);
        healthy = true;

        Assert.True(stopped.Success, stopped.Message);
        Assert.True((await started).Success);
        await _application.RunningAsync("api");
    }

    [Fact]
    public async Task Stopped_application_stops_what_waits_before_what_is_waited_for()
    {
        const string script = "trap 'date +%s%N > stopped; exit 0' TERM; echo ready; while true; do sleep 0.02; done";
        var db = _application.AddShell("db", script);
        var api = _application.AddShell("api", script).WaitFor(db);
        _application.AddShell("gateway", script).WaitFor(api);
        await _application.StartAsync();
        await Task.WhenAll(_application.LoggedAsync("db", "ready"), _application.LoggedAsync("api", "ready"), _application.LoggedAsync("gateway", "ready"));

        await _application.Application.StopAsync();

        var stops = new[] { "gateway", "api", "db" }.Select(name => long.Parse(File.ReadAllText(Path.Combine(_application.State.Data, name, "stopped")))).ToArray();
        Assert.Equal(stops.Order(), stops);
    }

    [Fact]
    public async Task Child_that_is_no_process_shows_the_state_of_its_parent()
    {
        var server = _application.AddShell("server", "exec sleep 1000");
        _application.Builder.AddResource(new Child("database", server.Resource));

        await _application.StartAsync();

        await _application.WhenAsync("database", KnownResourceStates.Running);
        await _application.CommandAsync("server", KnownResourceCommands.StopCommand);
        await _application.WhenAsync("database", KnownResourceStates.Exited);
    }

    private sealed class Child(string name, ExecutableResource parent) : Resource(name), IResourceWithParent<ExecutableResource>
    {
        public ExecutableResource Parent => parent;
    }
}
