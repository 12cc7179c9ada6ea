using System.Diagnostics;
using Distribution.Cli.Topologies;

namespace Distribution.Cli.Testing;

/// <summary>
/// Builds the solution and runs its test projects: those of single parts two at a time, then those that start whole topologies alone, since they measure how long things take.
/// </summary>
internal static class TestRun
{
    private const int Parallelism = 2;

    /// <summary>The samples are tests too: what somebody copies must run.</summary>
    private static readonly string[] Places = ["tests", Path.Combine("docs", "samples")];
    private static readonly string[] WholeTopologies = ["Topology", "Browser", "Testing", "Shop", "Containers"];

    public static async Task<int> RunAsync(string? filter, CancellationToken cancellation)
    {
        await Dotnet.BuildAsync("Distribution.sln", SourceTree.Configuration, cancellation);
        var folders = Places.SelectMany(place => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, place), "*.Tests.csproj", SearchOption.AllDirectories))
            .ToDictionary(path => Path.GetFileName(path)[..^".Tests.csproj".Length], path => Path.GetDirectoryName(path)!, StringComparer.Ordinal);
        var projects = folders.Keys.Order(StringComparer.Ordinal).ToArray();
        var named = projects.Where(project => string.Equals(project, filter, StringComparison.OrdinalIgnoreCase)).ToArray();
        string[] arguments = filter is null || named.Length > 0 ? [] : ["--filter-method", $"*{filter}*"];
        var chosen = named.Length > 0 ? named : projects;

        var counts = new List<TestCounts>();
        var (failures, skips) = (new List<string>(), new List<string>());
        await Parallel.ForEachAsync(
            chosen.Except(WholeTopologies),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellation },
            async (project, token) => Add(counts, await RunProjectAsync(project, folders[project], arguments, failures, skips, token)));
        foreach (var project in chosen.Intersect(WholeTopologies))
        {
            Add(counts, await RunProjectAsync(project, folders[project], arguments, failures, skips, cancellation));
        }

        skips.ForEach(Console.WriteLine);
        failures.ForEach(Console.WriteLine);
        var sum = counts.Aggregate(TestCounts.None, (left, right) => left + right);
        Console.WriteLine(sum);
        return sum switch
        {
            { Failed: > 0 } => ExitCodes.Failed,
            { Passed: 0, Skipped: 0 } => throw new CliException($"No test matches '{filter}'.", ExitCodes.UnknownOrUsage),
            _ => ExitCodes.Done,
        };
    }

    private static void Add(List<TestCounts> counts, TestCounts more)
    {
        lock (counts)
        {
            counts.Add(more);
        }
    }

    private static async Task<TestCounts> RunProjectAsync(string project, string folder, string[] arguments, List<string> failures, List<string> skips, CancellationToken cancellation)
    {
        const int NoTestsRan = 8;
        var clock = Stopwatch.StartNew();
        var assembly = SourceTree.Built(folder, $"Distribution.{project}.Tests.dll");
        var (code, output) = await Dotnet.CaptureAsync([assembly, "--no-ansi", "--no-progress", .. arguments], cancellation);
        var summary = TestCounts.Parse(output);
        var areAllSkipped = code == NoTestsRan && summary is { Skipped: > 0 };
        if (code == NoTestsRan && !areAllSkipped && arguments.Length > 0)
        {
            return TestCounts.None;
        }

        // A project that crashed has no summary: that is a failure, whatever passed before.
        var counts = summary ?? new TestCounts(0, 1, 0);
        counts = code != 0 && !areAllSkipped && counts.Failed == 0 ? counts with { Failed = 1 } : counts;
        lock (Console.Out)
        {
            skips.AddRange(TestCounts.SkipsIn(output));
            if (counts.Failed > 0)
            {
                Console.WriteLine(output);
                failures.AddRange(TestCounts.FailuresIn(output).DefaultIfEmpty($"failed {project}: it ended with code {code}"));
            }

            Console.WriteLine($"{project,-20} {counts} in {clock.Elapsed.TotalSeconds:0.0} s");
        }

        return counts;
    }
}
