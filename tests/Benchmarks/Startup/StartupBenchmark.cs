using System.Diagnostics;
using Distribution.Servers;
using Spectre.Console;

namespace Distribution.Benchmarks.Startup;

/// <summary>
/// From the command to all healthy, from empty data and with data, by phase; then what the idle topology costs. The peer is the same database servers started by hand, with nothing around them: no
/// orchestrator, no services, no accounts, no health checks.
/// </summary>
internal sealed class StartupBenchmark : IBenchmark
{
    private const int Runs = 3;
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(60);

    public string Name => "startup";

    public string Description => "seconds until all is healthy, and the cost of idling; peer: the bare database servers started by hand";

    public async Task RunAsync(IAnsiConsole console)
    {
        Spread empty = new(), later = new(), byHand = new();
        var phases = new SortedDictionary<string, Spread>(StringComparer.Ordinal);
        IdleCost? idle = null;
        for (var run = 0; run < Runs; run++)
        {
            byHand.Add(await BareServers.TimeAsync());
            await using var topology = LocalTopology.Create("bench");
            empty.Add(await TimeAsync(topology.UpAsync));
            await NotePhasesAsync(topology, phases);
            if (run == Runs - 1)
            {
                idle = await IdleCost.MeasureAsync(topology, IdleTime);
            }

            await topology.RunAsync("down");
            later.Add(await TimeAsync(topology.UpAsync));
        }

        Print(console, empty, later, byHand, phases, idle!);
    }

    private static async Task<double> TimeAsync(Func<Task> what)
    {
        var clock = Stopwatch.StartNew();
        await what();
        return clock.Elapsed.TotalSeconds;
    }

    private static async Task NotePhasesAsync(LocalTopology topology, SortedDictionary<string, Spread> phases)
    {
        foreach (var resource in (await topology.StatusAsync()).Resources)
        {
            if (resource.HealthyAfterMs is { } took)
            {
                phases.TryAdd(resource.Name, new Spread());
                phases[resource.Name].Add(took / 1000);
            }
        }
    }

    private static void Print(IAnsiConsole console, Spread empty, Spread later, Spread byHand, SortedDictionary<string, Spread> phases, IdleCost idle)
    {
        console.Write(BareServers.Beside(byHand, [("up, empty data", empty), ("up, with data", later)]));

        var table = new Table().Border(TableBorder.Simple).AddColumns("resource", "its own start to healthy, s");
        foreach (var (name, spread) in phases.OrderBy(phase => phase.Value.Median))
        {
            table.AddRow(name, spread.ToString());
        }

        console.Write(table);
        console.WriteLine($"idle: {idle}");
    }
}
