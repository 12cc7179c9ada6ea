using System.Diagnostics;
using System.Globalization;
using Distribution.Drills.Checkers;
using Distribution.Drills.Histories;
using Distribution.Machine.Processes;
using Distribution.Machine.Tools;
using Distribution.Servers;
using Npgsql;

namespace Distribution.Testing.Tests.Planted;

/// <summary>
/// A failover that does not fence: the supervisor is stopped, and the standby promoted behind its back, while a client still has a connection to the old primary. Synchronous commit keeps that one from
/// acknowledging writes, but it answers reads, and what it answers is over.
/// </summary>
public sealed class UnfencedPrimaryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Primary_that_was_not_fenced_is_found_by_its_term_and_by_what_it_answers()
    {
        var history = await FailOverAsync(async (topology, standby) =>
        {
            Signal.Send(AppHostOf(topology), SignalKind.Stop);
            await PromoteAsync(Path.Combine(topology.Folder, "test", "data", standby, "pgdata"));
        });

        Assert.Equal(Verdict.Fail, new TermsChecker(Register.Workload).Check(history).Verdict);
        Assert.Equal(Verdict.Fail, new LinearizabilityChecker(Register.Workload).Check(history).Verdict);
    }

    [Fact]
    public async Task Primary_that_was_fenced_answers_nothing_and_passes()
    {
        var history = await FailOverAsync(async (topology, _) => await topology.KillAsync("postgres", Role.Primary, Token));

        Assert.Equal(Verdict.Pass, new TermsChecker(Register.Workload).Check(history).Verdict);
        Assert.Equal(Verdict.Pass, new LinearizabilityChecker(Register.Workload).Check(history).Verdict);
    }

    private static async Task<History> FailOverAsync(Func<Topology, string, Task> promote)
    {
        await using var topology = await Topology.StartAsync(new() { Parts = TopologyParts.Postgres }, Token);
        var appHost = AppHostOf(topology);
        var members = (await topology.StatusAsync(Token)).Members;
        var standby = members.Single(member => member.Role == "standby");
        await using var recorder = new HistoryRecorder();
        await using var old = await topology.OpenPostgresAsync("drills", "drills_owner", cancellationToken: Token);
        await Register.CreateAsync(old);
        try
        {
            await Register.WriteAsync(recorder, old, "1", "old");
            await promote(topology, standby.Name);
            await using (var next = await OpenAsync(topology, standby.Endpoint!.Port))
            {
                await Register.WriteAsync(recorder, next, "2", "new");
            }

            await Register.ReadAsync(recorder, old, "old");
            return recorder.Snapshot();
        }
        finally
        {
            Signal.Send(appHost, SignalKind.Continue);
        }
    }

    // The new primary has the settings of the old one: without its own standby, a commit that waits for it would wait for ever.
    private static async Task<NpgsqlConnection> OpenAsync(Topology topology, int port)
    {
        var settings = new NpgsqlConnectionStringBuilder(topology.Postgres("drills", "drills_owner")) { Host = "127.0.0.1", Port = port, Pooling = false, Options = "-c synchronous_commit=local" };
        NpgsqlConnection? connection = null;
        await Eventually.True(
            async () =>
            {
                connection = new NpgsqlConnection(settings.ConnectionString);
                await connection.OpenAsync(Token);
                await using var recovery = new NpgsqlCommand("SELECT pg_is_in_recovery()", connection);
                return await recovery.ExecuteScalarAsync(Token) is false;
            },
            TimeSpan.FromSeconds(30));
        return connection!;
    }

    private static async Task PromoteAsync(string data)
    {
        string[] arguments = ["promote", "--wait", "--pgdata", data];
        var (command, all) = Account.ForServers()?.Wrap(Tool.Find("pg_ctl"), arguments) ?? (Tool.Find("pg_ctl"), arguments);
        using var promote = Process.Start(new ProcessStartInfo(command, all) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = "/" })!;
        await promote.WaitForExitAsync(Token);
        Assert.Equal(0, promote.ExitCode);
    }

    private static int AppHostOf(Topology topology) => int.Parse(File.ReadAllText(Path.Combine(topology.Folder, "test", "run", "apphost.pid")), CultureInfo.InvariantCulture);
}
