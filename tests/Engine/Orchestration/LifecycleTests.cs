using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Machine.Processes;
using Distribution.Servers;

namespace Distribution.Engine.Tests.Orchestration;

public sealed class LifecycleTests : IAsyncDisposable
{
    private readonly RunningApplication _application = new();

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    [Fact]
    public async Task Executable_runs_until_the_application_stops()
    {
        _application.AddShell("sleeper", "exec sleep 1000");

        await _application.StartAsync();
        var pid = await _application.RunningAsync("sleeper");
        var snapshot = _application.Snapshot("sleeper");
        await _application.Application.StopAsync();

        Assert.False(ProcessTable.IsAlive(pid));
        Assert.NotNull(snapshot.StartTimeStamp);
        Assert.Equal("/bin/sh", snapshot.Properties.Single(property => property.Name == "executable.path").Value);
        Assert.Equal(Path.Combine(_application.State.Data, "sleeper"), snapshot.Properties.Single(property => property.Name == "executable.workDir").Value);
    }

    [Fact]
    public async Task Stopped_executable_passes_through_Stopping_and_starts_again()
    {
        _application.AddShell("service", "trap 'exit 0' TERM; echo ready; while true; do sleep 0.05; done");
        await _application.StartAsync();
        await _application.LoggedAsync("service", "ready");
        var first = await _application.RunningAsync("service");
        var states = StatesOf("service");

        var stopped = await _application.CommandAsync("service", KnownResourceCommands.StopCommand);
        var ended = _application.Snapshot("service");
        var started = await _application.CommandAsync("service", KnownResourceCommands.StartCommand);

        Assert.True(stopped.Success, stopped.Message);
        Assert.False(ProcessTable.IsAlive(first));
        Assert.Equal(KnownResourceStates.Finished, ended.State?.Text);
        Assert.Equal(0, ended.ExitCode);
        Assert.True(started.Success, started.Message);
        Assert.NotEqual(first, await _application.RunningAsync("service"));
        Assert.Equal(["Running", "Stopping", "Finished", "Starting", "Running"], await states);
    }

    [Fact]
    public async Task Crash_is_seen_fast_and_does_not_pass_through_Stopping()
    {
        _application.AddShell("victim", "exec sleep 1000");
        await _application.StartAsync();
        var pid = await _application.RunningAsync("victim");

        var crashed = Stopwatch.StartNew();
        Signal.Send(pid, SignalKind.Kill);
        var snapshot = await _application.WhenAsync("victim", [.. KnownResourceStates.TerminalStates]);

        TestContext.Current.TestOutputHelper?.WriteLine($"crash seen after {crashed.ElapsedMilliseconds} ms");
        Assert.InRange(crashed.ElapsedMilliseconds, 0, 2000);
        Assert.Equal(KnownResourceStates.Exited, snapshot.State?.Text);
        Assert.Equal(-1, snapshot.ExitCode);
        Assert.NotNull(snapshot.StopTimeStamp);
    }

    [Fact]
    public async Task Restart_gives_a_new_process_and_prepares_it_again()
    {
        var prepared = 0;
        _application.AddShell("service", "exec sleep 1000").OnBeforeResourceStarted((_, _, _) =>
        {
            prepared++;
            return Task.CompletedTask;
        });
        await _application.StartAsync();
        var first = await _application.RunningAsync("service");

        var waited = Stopwatch.StartNew();
        var restarted = await _application.CommandAsync("service", KnownResourceCommands.RestartCommand);

        TestContext.Current.TestOutputHelper?.WriteLine($"restarted after {waited.ElapsedMilliseconds} ms");
        Assert.True(restarted.Success, restarted.Message);
        Assert.NotEqual(first, await _application.RunningAsync("service"));
        Assert.False(ProcessTable.IsAlive(first));
        Assert.Equal(2, prepared);
    }

    [Fact]
    public async Task Stop_of_a_process_that_ignores_SIGTERM_kills_it_and_its_children_at_the_deadline()
    {
        _application.AddShell("stubborn", "trap '' TERM; sleep 1000 & echo child $!; while true; do sleep 0.05; done").WithAnnotation(new Deadline(TimeSpan.FromSeconds(0.5)));
        await _application.StartAsync();
        var pid = await _application.RunningAsync("stubborn");
        await _application.LoggedAsync("stubborn", "child");
        var child = int.Parse((await _application.LogAsync("stubborn")).Single(line => line.Content.Contains("child")).Content.Split(' ')[^1]);

        var stopped = await _application.CommandAsync("stubborn", KnownResourceCommands.StopCommand);

        Assert.True(stopped.Success, stopped.Message);
        Assert.False(ProcessTable.IsAlive(pid));
        await Eventually.True(() => !ProcessTable.IsAlive(child));
        Assert.Equal(KnownResourceStates.Exited, _application.Snapshot("stubborn").State?.Text);
    }

    [Fact]
    public async Task Frozen_process_is_woken_to_stop()
    {
        _application.AddShell("frozen", "trap 'echo bye; exit 0' TERM; echo ready; while true; do sleep 0.05; done");
        await _application.StartAsync();
        await _application.LoggedAsync("frozen", "ready");
        var pid = await _application.RunningAsync("frozen");
        Signal.Send(pid, SignalKind.Stop);
        await Eventually.True(() => ProcessTable.State(pid) == 'T');

        var stopped = await _application.CommandAsync("frozen", KnownResourceCommands.StopCommand);

        Assert.True(stopped.Success, stopped.Message);
        Assert.Equal(0, _application.Snapshot("frozen").ExitCode);
        await _application.LoggedAsync("frozen", "bye");
    }

    [Fact]
    public async Task Children_of_a_crashed_process_end_with_it_and_do_not_hide_the_crash()
    {
        _application.AddShell("server", "sleep 1000 & echo child $!; sleep 1000 & wait");
        await _application.StartAsync();
        var pid = await _application.RunningAsync("server");
        await _application.LoggedAsync("server", "child");
        await Eventually.True(() => ProcessTable.Children(pid).Count == 2);
        var children = ProcessTable.Children(pid);

        var crashed = Stopwatch.StartNew();
        Signal.Send(pid, SignalKind.Kill);
        await _application.WhenAsync("server", KnownResourceStates.Exited);

        TestContext.Current.TestOutputHelper?.WriteLine($"crash seen after {crashed.ElapsedMilliseconds} ms");
        await Eventually.True(() => !children.Any(ProcessTable.IsAlive));
    }

    [Fact]
    public async Task Project_runs_as_its_built_assembly()
    {
        // Ends at once: its standard input is empty.
        _application.Builder.AddProject("project", Path.Combine(AppContext.BaseDirectory, "Distribution.Reaper.dll")).WithArgs("/bin/echo", "from a project");

        await _application.StartAsync();
        var snapshot = await _application.WhenAsync("project", KnownResourceStates.Finished);

        await _application.LoggedAsync("project", "from a project");
        Assert.EndsWith("Distribution.Reaper.dll", (string)snapshot.Properties.Single(property => property.Name == "project.path").Value!);
        Assert.Equal(Path.Combine(_application.State.Data, "project"), snapshot.Properties.Single(property => property.Name == "executable.workDir").Value);
    }

    [Fact]
    public async Task Commands_that_make_no_sense_now_are_hidden()
    {
        _application.AddShell("later", "exec sleep 1000").WithExplicitStart();
        await _application.StartAsync();

        var stopped = Enabled("later");
        await _application.CommandAsync("later", KnownResourceCommands.StartCommand);
        var running = Enabled("later");

        Assert.Equal([KnownResourceCommands.StartCommand], stopped);
        Assert.Equal([KnownResourceCommands.StopCommand, KnownResourceCommands.RestartCommand], running);
    }

    [Fact]
    public async Task Restart_of_a_crashed_process_by_a_subscriber_works()
    {
        var restarted = new TaskCompletionSource<ExecuteCommandResult>();
        _application.AddShell("service", "exec sleep 1000").OnResourceStopped(async (resource, _, cancellationToken) =>
            restarted.TrySetResult(await _application.Application.ResourceCommands.ExecuteCommandAsync(resource, KnownResourceCommands.StartCommand, cancellationToken)));
        await _application.StartAsync();
        var pid = await _application.RunningAsync("service");

        Signal.Send(pid, SignalKind.Kill);
        var result = await restarted.Task.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.True(result.Success, result.Message);
        Assert.NotEqual(pid, await _application.RunningAsync("service"));
    }

    [Fact]
    public async Task Nothing_starts_once_the_application_stops()
    {
        _application.AddShell("service", "exec sleep 1000");
        await _application.StartAsync();
        await _application.RunningAsync("service");
        await _application.Application.StopAsync();

        var started = await _application.CommandAsync("service", KnownResourceCommands.StartCommand);

        Assert.False(started.Success);
        Assert.Contains("stops", started.Message);
    }

    [Fact]
    public async Task Missing_program_fails_to_start_and_is_named()
    {
        _application.Builder.AddExecutable("missing", "no-such-program", ".");
        _application.Builder.AddExecutable("absent", "/nowhere/program", ".");

        await _application.StartAsync();

        await _application.WhenAsync("missing", KnownResourceStates.FailedToStart);
        await _application.WhenAsync("absent", KnownResourceStates.FailedToStart);
        await _application.LoggedAsync("missing", "no-such-program");
        await _application.LoggedAsync("absent", "/nowhere/program does not exist");
        var again = await _application.CommandAsync("missing", KnownResourceCommands.StartCommand);
        Assert.False(again.Success);
        Assert.Contains("no-such-program", again.Message);
    }

    [Fact]
    public async Task Failing_preparation_fails_the_start_with_its_message()
    {
        _application.AddShell("unprepared", "exec sleep 1000").OnBeforeResourceStarted((_, _, _) => throw new InvalidOperationException("initdb says no"));

        await _application.StartAsync();

        await _application.WhenAsync("unprepared", KnownResourceStates.FailedToStart);
        await _application.LoggedAsync("unprepared", "initdb says no");
    }

    [Fact]
    public async Task Resource_with_explicit_start_waits_for_the_command()
    {
        _application.AddShell("later", "exec sleep 1000").WithExplicitStart();
        _application.AddShell("now", "exec sleep 1000");
        await _application.StartAsync();
        await _application.RunningAsync("now");

        var before = _application.Snapshot("later").State?.Text;
        var started = await _application.CommandAsync("later", KnownResourceCommands.StartCommand);

        Assert.Equal(KnownResourceStates.NotStarted, before);
        Assert.True(started.Success, started.Message);
        await _application.RunningAsync("later");
    }

    [Fact]
    public async Task Start_of_a_running_resource_is_refused()
    {
        _application.AddShell("service", "exec sleep 1000");
        await _application.StartAsync();
        await _application.RunningAsync("service");

        var started = await _application.CommandAsync("service", KnownResourceCommands.StartCommand);

        Assert.False(started.Success);
        Assert.Contains("Running", started.Message);
    }

    private IEnumerable<string> Enabled(string resource) =>
        _application.Snapshot(resource).Commands.Where(command => command.State == ResourceCommandState.Enabled).Select(command => command.Name);

    private async Task<List<string>> StatesOf(string resource)
    {
        var states = new List<string>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await foreach (var happened in _application.Notifications.WatchAsync(patience.Token))
        {
            if (happened.Resource.Name == resource && happened.Snapshot.State?.Text is { } state && states.LastOrDefault() != state)
            {
                states.Add(state);
                if (states.Count == 5)
                {
                    break;
                }
            }
        }

        return states;
    }

    private sealed record Deadline(TimeSpan Time) : IResourceAnnotation, IStopPolicy
    {
        public SignalKind Signal => SignalKind.Term;

        TimeSpan IStopPolicy.Deadline => Time;
    }
}
