using System.Diagnostics;
using Distribution.Servers;

namespace Distribution.Benchmarks.Startup;

/// <summary>The peer: a primary with a standby and three Valkey servers, started at once and without anything around them.</summary>
internal static class BareServers
{
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
