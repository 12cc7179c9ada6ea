using System.Diagnostics;
using Distribution.Testing;
using Spectre.Console;

namespace Distribution.Benchmarks.Startup;

/// <summary>What a test waits for before it begins: parts of a topology and all of it, from empty data. The peer is the bare database servers started by hand.</summary>
internal sealed class FixtureBenchmark : IBenchmark
{
    private const int Runs = 3;

    private static readonly (string Name, TopologyParts Parts)[] All =
    [
        ("fixture, Postgres", TopologyParts.Postgres),
        ("fixture, Valkey", TopologyParts.Valkey),
        ("fixture, everything", TopologyParts.All),
    ];

    public string Name => "fixture";

    public string Description => "seconds until a test has its topology; peer: the bare database servers started by hand";

    public async Task RunAsync(IAnsiConsole console)
    {
        var byHand = new Spread();
        var taken = All.ToDictionary(part => part.Name, _ => new Spread());
        for (var run = 0; run < Runs; run++)
        {
            byHand.Add(await BareServers.TimeAsync());
            foreach (var (name, parts) in All)
            {
                var clock = Stopwatch.StartNew();
                await using var topology = await Topology.StartAsync(new() { Parts = parts });
                taken[name].Add(clock.Elapsed.TotalSeconds);
            }
        }

        console.Write(BareServers.Beside(byHand, taken.Select(part => (part.Key, part.Value))));
    }
}
