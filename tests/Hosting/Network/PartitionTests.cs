using Distribution.Hosting.Tests.Postgres;
using Distribution.Machine.Control;
using Distribution.Machine.Network;
using Distribution.Servers;
using Npgsql;

namespace Distribution.Hosting.Tests.Network;

/// <summary>A cluster whose members lose each other: what was acknowledged is there in the end, whoever is primary.</summary>
public sealed class PartitionTests
{
    [Fact]
    public async Task Primary_away_from_its_standby_and_then_from_everybody_loses_nothing_acknowledged()
    {
        using var folder = new TemporaryFolder();
        await using var topology = await PostgresTopology.StartAsync(folder.Path, "--network", "relayed");
        using var control = new ControlClient(topology.Folder);
        await PostgresTopology.QueryAsync<object>(topology.Owner, "CREATE TABLE kept (id int PRIMARY KEY); INSERT INTO kept VALUES (0) RETURNING id");
        await using var writer = new Writer(topology);
        await writer.MoreAsync(5);

        await SetAsync(control, NetworkRule.Between(NetworkEffect.Cut, ["postgres-1"], ["postgres-2"]));
        await topology.WhenAsync(() => topology.LogAsync("postgres").Result.Contains("Writers go on without it", StringComparison.Ordinal), "writers are released");
        await writer.MoreAsync(20);
        var refused = await topology.CommandAsync("postgres", "promote");
        Assert.False(refused.Success);
        Assert.Contains("may lack acknowledged writes", refused.Message);

        await SetAsync(control, []);
        await topology.RedundantAsync(term: 1);
        await writer.MoreAsync(5);

        Assert.True((await topology.CommandAsync("postgres-1", "partition")).Success);
        await topology.WhenAsync(() => topology.Role("postgres-2") == "primary" && topology.Term == 2, "postgres-2 is primary");
        await writer.MoreAsync(5);
        Assert.Contains("Phase fence: no process of postgres-1", await topology.LogAsync("postgres"));

        Assert.True((await topology.CommandAsync("postgres-1", "heal")).Success);
        await topology.RedundantAsync(term: 2);
        await writer.MoreAsync(5);

        Assert.Empty((await writer.StopAsync()).Except(await PostgresTopology.QueryAsync<int[]>(topology.Database, "SELECT array_agg(id) FROM kept")));
        Assert.Equal("standby", topology.Role("postgres-1"));
    }

    private static async Task SetAsync(ControlClient control, IReadOnlyList<NetworkRule> rules)
    {
        var outcome = await control.SetNetworkAsync("test", rules, CancellationToken.None);
        Assert.True(outcome.Success, outcome.Message);
    }

    /// <summary>Writes one number after the other, and remembers what was acknowledged.</summary>
    private sealed class Writer : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly List<int> _acknowledged = [];
        private readonly PostgresTopology _topology;
        private readonly Task _work;

        public Writer(PostgresTopology topology)
        {
            _topology = topology;
            _work = Task.Run(WriteAsync);
        }

        private int Count
        {
            get
            {
                lock (_acknowledged)
                {
                    return _acknowledged.Count;
                }
            }
        }

        public Task MoreAsync(int writes)
        {
            var enough = Count + writes;
            return _topology.WhenAsync(() => Count >= enough, $"{writes} more writes are acknowledged");
        }

        public async Task<IReadOnlyList<int>> StopAsync()
        {
            await _stop.CancelAsync();
            await _work;
            return _acknowledged;
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            _stop.Dispose();
        }

        private async Task WriteAsync()
        {
            for (var id = 1; !_stop.IsCancellationRequested; id++)
            {
                try
                {
                    await PostgresTopology.QueryAsync<int>(_topology.Database, $"INSERT INTO kept VALUES ({id}) RETURNING id");
                    lock (_acknowledged)
                    {
                        _acknowledged.Add(id);
                    }
                }
                catch (NpgsqlException)
                {
                    // It may be there and need not: only what was acknowledged is owed.
                }
            }
        }
    }
}
