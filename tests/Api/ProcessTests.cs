using System.Net;
using Distribution.Machine.Ports;
using Distribution.Machine.Processes;
using Distribution.Servers;
using Npgsql;

namespace Distribution.Api.Tests;

/// <summary>The built program, as a process.</summary>
public sealed class ProcessTests(AccessServers servers)
{
    // 0.8 s of processor time, which takes 20 s when eight builds share the two cores.
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Process_told_to_stop_says_so_finishes_what_runs_and_ends_with_0()
    {
        using var port = PortLease.Acquire();
        using var process = Start(port.Port);
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port.Port}") };
        var bob = new Person(client, "bob", Tokens.Issuer.UserToken("bob", "approver"));
        await Eventually.True(
            async () => process.HasExited
                ? throw new InvalidOperationException(process.Output)
                : (await bob.GetAsync("/readyz")).Status == HttpStatusCode.OK,
            StartPatience,
            "the process is ready");
        var request = await servers.One.AskAsync(Wishes.Unique("ada"));

        await using var connection = new NpgsqlConnection(servers.Postgres.Server.ConnectionString("access"));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand($"SELECT 1 FROM requests WHERE id = '{request}' FOR UPDATE", connection);
        await hold.ExecuteNonQueryAsync();
        var approval = bob.PostAsync($"/requests/{request}/approve");
        await Eventually.True(async () => await servers.Postgres.CountAsync("pg_locks WHERE NOT granted") > 0);
        process.Send(SignalKind.Term);
        await Eventually.True(async () => (await bob.GetAsync("/readyz")).Body.Contains("draining"));
        await transaction.CommitAsync();

        (await approval).Is(HttpStatusCode.OK);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    private ServerProcess Start(int port) => ServerProcess.Start(
        Path.Combine(AppContext.BaseDirectory, "Distribution.Api"),
        RunningApi.Arguments(servers.Postgres.ServiceConnection, $"--urls=http://127.0.0.1:{port}", "--Drain:Delay=00:00:01"),
        unprivileged: false);
}
