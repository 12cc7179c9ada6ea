using Distribution.Drills.Checkers;
using Distribution.Drills.Workloads;
using Npgsql;

namespace Distribution.Testing.Tests;

public sealed class PartsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Postgres_part_loses_no_acknowledged_write_when_its_primary_is_killed()
    {
        await using var topology = await Topology.StartAsync(new() { Parts = TopologyParts.Postgres }, Token);
        var load = await topology.WorkloadAsync(new RegistersWorkload());
        await load.AcknowledgesAsync(50, cancellationToken: Token);

        var victim = await topology.KillAsync("postgres", Role.Primary, Token);

        await load.AcknowledgesAsync(50, cancellationToken: Token);
        var whole = await topology.WaitUntilWholeAsync(Token);
        Assert.NotEqual(victim.Name, whole.Members.Single(member => member.Role == "primary").Name);
        var checks = await load.CheckAsync(new OutageChecker("registers", TopologyOptions.DefaultPatience));
        Assert.All(checks, check => Assert.Equal(Verdict.Pass, check.Verdict));
    }

    [Fact]
    public async Task Valkey_part_loses_no_acknowledged_write_when_its_primary_is_frozen()
    {
        await using var topology = await Topology.StartAsync(new() { Parts = TopologyParts.Valkey }, Token);
        var load = await topology.WorkloadAsync(new ValkeyWorkload());
        await load.AcknowledgesAsync(50, cancellationToken: Token);

        var frozen = await topology.PauseAsync("valkey", Role.Primary, Token);
        await load.AcknowledgesAsync(50, cancellationToken: Token);
        await topology.ResumeAsync(frozen, Token);

        await topology.WaitUntilWholeAsync(Token);
        await load.CheckAsync();
    }

    [Fact]
    public async Task Databases_are_those_that_were_asked_for()
    {
        await using var topology = await Topology.StartAsync(new() { Parts = TopologyParts.Postgres, Databases = ["shop"] }, Token);

        await using var owner = await topology.OpenPostgresAsync("shop", role: "shop_owner", cancellationToken: Token);
        await using (var table = new NpgsqlCommand("CREATE TABLE orders (id int PRIMARY KEY)", owner))
        {
            await table.ExecuteNonQueryAsync(Token);
        }

        await using var client = await topology.OpenPostgresAsync("shop", cancellationToken: Token);
        await using var order = new NpgsqlCommand("INSERT INTO orders VALUES (1)", client);
        Assert.Equal(1, await order.ExecuteNonQueryAsync(Token));
    }
}
