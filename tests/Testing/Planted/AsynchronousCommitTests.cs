using Distribution.Drills.Checkers;
using Distribution.Machine.Processes;
using Distribution.Testing.Loads;
using Npgsql;

namespace Distribution.Testing.Tests.Planted;

/// <summary>
/// A primary that acknowledges what is neither on its disk nor on the standby loses it when it is killed; the checker must see it. Its WAL writer, which would flush all of it every 200 ms, is frozen: without that
/// it would be luck whether something is lost. Synchronous commits do not need the WAL writer.
/// </summary>
public sealed class AsynchronousCommitTests
{
    private const int PerSecond = 100;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Asynchronous_commit_is_found_by_the_lost_writes()
    {
        var found = await LosePrimaryAsync("off");

        Assert.Equal(Verdict.Fail, found.Verdict);
        Assert.True(found.Figures["lost"] > 0, found.Summary);
        Assert.All(found.Findings, finding => Assert.Contains("is lost", finding));
    }

    [Fact]
    public async Task Synchronous_commit_passes() => Assert.Equal(Verdict.Pass, (await LosePrimaryAsync("on")).Verdict);

    private static async Task<CheckResult> LosePrimaryAsync(string commit)
    {
        await using var topology = await Topology.StartAsync(new() { Parts = TopologyParts.Postgres }, Token);
        await using (var own = await topology.OpenPostgresAsync("drills", "drills_owner", cancellationToken: Token))
        {
            await using var plant = new NpgsqlCommand($"CREATE TABLE elements (id text PRIMARY KEY); ALTER ROLE CURRENT_USER SET synchronous_commit = {commit}", own);
            await plant.ExecuteNonQueryAsync(Token);
        }

        var primary = (await topology.StatusAsync(Token)).Members.Single(member => member.Role == "primary").Name;
        var walWriter = WalWriterOf(Path.Combine(topology.Folder, "test", "data", primary, "pgdata"));
        var connectionString = $"{topology.Postgres("drills", "drills_owner")};Target Session Attributes=primary;Host Recheck Seconds=0;Timeout=2;Maximum Pool Size=10";
        var load = await topology.WorkloadAsync(new WritesWorkload("elements", (id, token) => InsertAsync(connectionString, id, token), token => AllAsync(connectionString, token), PerSecond));
        Signal.Send(walWriter, SignalKind.Stop);
        try
        {
            await load.AcknowledgesAsync(PerSecond, cancellationToken: Token);
            await topology.KillAsync(primary, cancellationToken: Token);
        }
        finally
        {
            Signal.Send(walWriter, SignalKind.Kill);
        }

        await load.AcknowledgesAsync(PerSecond, cancellationToken: Token);
        await topology.WaitUntilWholeAsync(Token);
        return Assert.Single(await load.JudgeAsync());
    }

    private static int WalWriterOf(string data) => ProcessTable.WithWorkingDirectory(data).Single(pid => ProcessTable.CommandLine(pid).EndsWith("walwriter", StringComparison.Ordinal));

    private static async Task InsertAsync(string connectionString, string id, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var insert = new NpgsqlCommand("INSERT INTO elements VALUES ($1)", connection) { Parameters = { new() { Value = id } } };
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<IReadOnlyCollection<string>> AllAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var all = new NpgsqlCommand("SELECT coalesce(array_agg(id), '{}') FROM elements", connection);
        return (string[])(await all.ExecuteScalarAsync(cancellationToken))!;
    }
}
