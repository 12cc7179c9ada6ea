using System.Globalization;
using Distribution.Machine.Processes;
using Distribution.Machine.Tools;
using Distribution.Servers;

namespace Distribution.Machine.Tests;

public sealed class ProcessTests
{
    [Fact]
    public async Task Stopped_process_is_alive_and_a_killed_one_is_not()
    {
        using var sleeper = ServerProcess.Start("sleep", ["60"], unprivileged: false);
        Assert.True(ProcessTable.IsAlive(sleeper.Pid));

        sleeper.Send(SignalKind.Stop);
        await Eventually.True(() => ProcessTable.State(sleeper.Pid) == 'T');
        Assert.True(ProcessTable.IsAlive(sleeper.Pid));

        sleeper.Send(SignalKind.Kill);
        await Eventually.True(() => !ProcessTable.IsAlive(sleeper.Pid));
    }

    [Fact]
    public async Task Signal_to_a_process_that_is_gone_is_false()
    {
        using var program = ServerProcess.Start("true", [], unprivileged: false);
        await program.WaitForExitAsync();

        Assert.False(Signal.Send(program.Pid, SignalKind.Term));
    }

    [Fact]
    public async Task Share_of_a_session_is_raised_by_the_process_that_leads_it_where_that_is_allowed()
    {
        Assert.SkipUnless(File.Exists("/proc/self/autogroup"), "The kernel does not share the processors among sessions.");
        using var shell = ServerProcess.Start("setsid", ["sh", "-c", "echo -10 > /proc/self/autogroup"], unprivileged: false);
        await shell.WaitForExitAsync();
        var isAllowed = shell.ExitCode == 0;
        using var leader = ServerProcess.Start("setsid", ["sleep", "60"], unprivileged: false);
        using var member = ServerProcess.Start("sleep", ["60"], unprivileged: false);
        await Eventually.True(() => ProcessTable.Session(leader.Pid) == leader.Pid);
        var (leaders, members) = (Share(leader), Share(member));

        Assert.Equal(isAllowed, SessionShare.TryRaise(leader.Pid));
        Assert.False(SessionShare.TryRaise(member.Pid));

        Assert.Equal(isAllowed ? leaders.Replace("nice 0", "nice -10") : leaders, Share(leader));
        Assert.Equal(members, Share(member));

        // Empty for a process that shares the processors in no session, as all of a container that has no session of its own.
        static string Share(ServerProcess process) => File.ReadAllText($"/proc/{process.Pid}/autogroup");
    }

    [Fact]
    public void Command_of_another_account_is_shown_without_the_change_of_account()
    {
        var (command, args) = new Account("postgres", 101, 104).Wrap("/bin/postgres", "-D", "/data");

        Assert.Equal("setpriv", command);
        Assert.Equal(("/bin/postgres", "-D /data"), Shown(command, args));
        Assert.Equal(("/bin/sleep", "5"), Shown("/bin/sleep", ["5"]));

        static (string, string) Shown(string command, string[] args) => Account.Unwrap(command, args) is var shown ? (shown.Command, string.Join(' ', shown.Args)) : default;
    }

    [Fact]
    public void Processes_are_found_by_working_directory()
    {
        using var folder = new TemporaryFolder();
        using var sleeper = ServerProcess.Start("sleep", ["60"], unprivileged: false, workingDirectory: folder.Path);

        Assert.Contains(sleeper.Pid, ProcessTable.WithWorkingDirectory(folder.Path));
        Assert.Contains(sleeper.Pid, ProcessTable.Children(Environment.ProcessId));
        Assert.EndsWith("sleep 60", ProcessTable.CommandLine(sleeper.Pid));
    }

    [Fact]
    public async Task Server_of_a_root_test_run_runs_unprivileged()
    {
        await using var postgres = await PostgresServer.StartAsync();

        Assert.True(int.Parse((string)(await postgres.ExecuteAsync("show server_version_num"))!, CultureInfo.InvariantCulture) >= Tool.OldestPostgres * 10_000);
        await postgres.KillAsync();
        await postgres.StartAgainAsync();
        await using var standby = await postgres.AddStandbyAsync();
        Assert.Equal(true, await standby.ExecuteAsync("select pg_is_in_recovery()"));
    }

    [Fact]
    public async Task Valkey_starts_and_stops()
    {
        await using var valkey = await ValkeyServer.StartAsync();
        valkey.Kill();
        await valkey.StartAgainAsync();
        Assert.True(ProcessTable.IsAlive(valkey.Pid));
    }
}
