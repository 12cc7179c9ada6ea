using Distribution.Drills.Checkers;
using Distribution.Testing.Loads;
using Npgsql;

namespace Distribution.Testing.Tests.Planted;

/// <summary>A primary that acknowledges what is neither on its disk nor on the standby loses up to three times <c>wal_writer_delay</c> (200 ms) of writes when it is killed; the checker must see it.</summary>
public sealed class AsynchronousCommitTests
{
    private const int PerSecond = 200;

    // Writes that have just been flushed are not lost: one round in thirty may lose none at this rate.
    private const int MostRounds = 4;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Asynchronous_commit_is_found_by_the_lost_writes()
    {
        await using var topology = await Topology.StartAsync(new() { Parts = TopologyParts.Postgres }, Token);
        await using (var own = await topology.OpenPostgresAsync("drills", "drills_owner", cancellationToken: Token))
        {
            await using var plant = new NpgsqlCommand("CREATE TABLE elements (id text PRIMARY KEY); ALTER ROLE CURRENT_USER SET synchronous_commit = off", own);
            await plant.ExecuteNonQueryAsync(Token);
        }

        var rounds = 0;
        CheckResult found;
        do
        {
            found = await LosePrimaryAsync(topology);
        }
        while (found.Verdict == Verdict.Pass && ++rounds < MostRounds);

        Assert.Equal(Verdict.Fail, found.Verdict);
        Assert.True(found.Figures["lost"] > 0, found.Summary);
        Assert.All(found.Findings, finding => Assert.Contains("is lost", finding));
    }

    private static async Task<CheckResult> LosePrimaryAsync(Topology topology)
    {
        var connectionString = $"{topology.Postgres("drills", "drills_owner")};Target Session Attributes=primary;Host Recheck Seconds=0;Timeout=2";
        var load = await topology.WorkloadAsync(new WritesWorkload("elements", (id, token) => InsertAsync(connectionString, id, token), token => AllAsync(connectionString, token), PerSecond));
        await load.AcknowledgesAsync(PerSecond, cancellationToken: Token);
        await topology.KillAsync("postgres", Role.Primary, Token);
        await load.AcknowledgesAsync(PerSecond, cancellationToken: Token);
        await topology.WaitUntilWholeAsync(Token);
        return Assert.Single(await load.JudgeAsync());
    }

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
