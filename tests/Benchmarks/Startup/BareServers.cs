using System.Diagnostics;
using Distribution.Servers;
using Spectre.Console;

namespace Distribution.Benchmarks.Startup;

/// <summary>The peer: a primary with a standby and three Valkey servers, started at once and without anything around them.</summary>
internal static class BareServers
{
    /// <summary>What was measured, each beside the peer.</summary>
    public static Table Beside(Spread byHand, IEnumerable<(string Name, Spread Taken)> rows)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("seconds, min / median / max", "", "ratio to by hand");
        foreach (var (name, taken) in rows.Prepend(("bare servers by hand", byHand)))
        {
            table.AddRow(name, taken.ToString(), $"{taken.Median / byHand.Median:0.00}");
        }

        return table;
    }

    public static async Task<double> TimeAsync()
    {
        var clock = Stopwatch.StartNew();
        var valkeys = Enumerable.Range(0, 3).Select(_ => ValkeyServer.StartAsync()).ToArray();
        await using var primary = await PostgresServer.StartAsync();
        await using var standby = await primary.AddStandbyAsync();
        var servers = await Task.WhenAll(valkeys);
        var took = clock.Elapsed.TotalSeconds;
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }

        return took;
    }
}
