using Distribution.Benchmarks;
using Distribution.Benchmarks.Audit;
using Distribution.Benchmarks.Failover;
using Distribution.Benchmarks.Jobs;
using Distribution.Benchmarks.Startup;
using Spectre.Console;

IBenchmark[] all = [new StartupBenchmark(), new FixtureBenchmark(), new JobsBenchmark(), new AuditBenchmark(), new FailoverBenchmark()];
if (args.Except(all.Select(benchmark => benchmark.Name), StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } stranger)
{
    Console.Error.WriteLine($"bench: '{stranger}' is not a benchmark; there are {string.Join(", ", all.Select(benchmark => $"{benchmark.Name} ({benchmark.Description})"))}.");
    return 2;
}

var processor = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
AnsiConsole.WriteLine($"{Environment.ProcessorCount} cores, {processor}, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB; load before: {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
foreach (var benchmark in all.Where(benchmark => args.Length == 0 || args.Contains(benchmark.Name, StringComparer.OrdinalIgnoreCase)))
{
    AnsiConsole.WriteLine();
    AnsiConsole.WriteLine($"{benchmark.Name}: {benchmark.Description}");
    await benchmark.RunAsync(AnsiConsole.Console);
}

return 0;
