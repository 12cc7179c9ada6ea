using System.Globalization;
using Distribution.Machine.Tools;
using Distribution.Testing;
using Spectre.Console;

namespace Distribution.Benchmarks.Failover;

/// <summary>
/// How long writers are out when a primary is killed, and what is lost: our Postgres cluster beside Patroni with etcd, and our Valkey beside Sentinels alone, each with defaults and tuned. The same client, load and fault; a new cluster for each
/// run, in turn, so that a slow moment of the machine is nobody's alone.
/// </summary>
internal sealed class FailoverBenchmark : IBenchmark
{
    private const int Runs = 3;

    // How often each is measured: fewer for a first look.
    private const string RunsVariable = "DISTRIBUTION_BENCH_RUNS";

    // A part of the names of those that are measured.
    private const string OnlyVariable = "DISTRIBUTION_BENCH_ONLY";

    private static readonly (string Name, Func<IContender> Create)[] Contenders =
    [
        ("Postgres: ours, primary killed", () => new OurCluster(TopologyParts.Postgres)),
        ("Postgres: Patroni tuned, only Postgres killed", () => new PatroniCluster(PatroniSettings.Tuned, wholeNode: false)),
        ("Postgres: Patroni tuned, node killed", () => new PatroniCluster(PatroniSettings.Tuned, wholeNode: true)),
        ("Postgres: Patroni default, only Postgres killed", () => new PatroniCluster(PatroniSettings.Default, wholeNode: false)),
        ("Postgres: Patroni default, node killed", () => new PatroniCluster(PatroniSettings.Default, wholeNode: true)),
        ("Valkey: ours, primary killed", () => new OurCluster(TopologyParts.Valkey)),
        ("Valkey: Sentinels, down after 5 s", () => new SentinelCluster(TimeSpan.FromSeconds(5))),
        ("Valkey: Sentinels, down after 30 s (default)", () => new SentinelCluster(TimeSpan.FromSeconds(30))),
    ];

    public string Name => "failover";

    public string Description => "seconds without an acknowledged write when a primary is killed; peers: Patroni with etcd, and Sentinels alone";

    public async Task RunAsync(IAnsiConsole console)
    {
        string[] missing = [.. new[] { "patroni", "etcd" }.Where(tool => Tool.TryFind(tool) is null)];
        if (missing.Length > 0)
        {
            console.WriteLine($"Without {string.Join(" and ", missing)} there is no Patroni to compare with: apt-get install --no-install-recommends patroni python3-etcd etcd-server");
        }

        var runs = int.TryParse(Environment.GetEnvironmentVariable(RunsVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : Runs;
        var only = Environment.GetEnvironmentVariable(OnlyVariable) ?? "";
        var results = Contenders
            .Where(contender => contender.Name.Contains(only, StringComparison.OrdinalIgnoreCase) && (missing.Length == 0 || !contender.Name.Contains("Patroni", StringComparison.Ordinal)))
            .Select(contender => (contender.Name, contender.Create, Runs: new List<FailoverRun>()))
            .ToList();
        for (var run = 0; run < runs; run++)
        {
            foreach (var (name, create, measured) in results)
            {
                await using var contender = create();
                measured.Add(await FailoverRun.MeasureAsync(contender));
                console.WriteLine($"  {name}: {measured[^1].OutageSeconds:0.00} s");
            }
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("", "out, s: min / median / max", "failed of 50 a second", "acknowledged and lost");
        foreach (var (name, _, measured) in results)
        {
            var outages = new Spread();
            measured.ForEach(run => outages.Add(run.OutageSeconds));
            table.AddRow(name, outages.ToString(), string.Join(" / ", measured.Select(run => run.Failed).Order()), $"{measured.Sum(run => run.Lost)}");
        }

        console.Write(table);
    }
}
