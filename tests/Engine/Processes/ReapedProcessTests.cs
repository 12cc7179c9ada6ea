using System.Collections.Concurrent;
using Distribution.Engine.Processes;
using Distribution.Machine.Processes;
using Distribution.Servers;

namespace Distribution.Engine.Tests.Processes;

public sealed class ReapedProcessTests
{
    private readonly ConcurrentQueue<string> _output = new();

    [Fact]
    public async Task Daemon_that_left_its_parent_and_session_ends_with_the_program()
    {
        var reaped = Start("setsid sh -c 'setsid sleep 1000 & echo daemon $!'; exec sleep 0.3");
        var daemon = await PidAsync("daemon");

        await reaped.Ended.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.False(ProcessTable.IsAlive(daemon));
    }

    [Fact]
    public async Task Kill_ends_at_once_what_ignores_SIGTERM()
    {
        await using var reaped = Start("trap '' TERM; sh -c 'trap \"\" TERM; echo child $$; while true; do sleep 0.1; done' & wait");
        var child = await PidAsync("child");

        reaped.Kill();
        await reaped.Ended.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.False(ProcessTable.IsAlive(child));
    }

    [Fact]
    public async Task Program_that_is_missing_ends_the_reaper()
    {
        await using var reaped = ReapedProcess.Start("/nowhere/program", [], Variables, "/tmp", _output.Enqueue);

        await reaped.Ended.WaitAsync(TimeSpan.FromSeconds(30));

        await Eventually.True(() => _output.Any(line => line.Contains("/nowhere/program could not be started")));
    }

    private static Dictionary<string, string> Variables => new(StringComparer.Ordinal) { ["PATH"] = ExecutableEnvironment.SearchPath };

    private ReapedProcess Start(string script) => ReapedProcess.Start("/bin/sh", ["-c", script], Variables, "/tmp", _output.Enqueue);

    private async Task<int> PidAsync(string name)
    {
        await Eventually.True(() => _output.Any(line => line.StartsWith(name + " ", StringComparison.Ordinal)), because: $"{name} told its pid");
        return int.Parse(_output.First(line => line.StartsWith(name + " ", StringComparison.Ordinal)).Split(' ')[1]);
    }
}
