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
        Console.WriteLine("Building …");
        var (built, output) = await Dotnet.CaptureAsync(["build", "Distribution.sln", "-c", SourceTree.Configuration, "-v", "quiet", "-clp:NoSummary"], cancellation);
        if (built != 0)
        {
            Console.Error.WriteLine(output);
            throw new CliException("The build failed.");
        }

        var folders = Places.SelectMany(place => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, place), "*.Tests.csproj", SearchOption.AllDirectories))
            .ToDictionary(path => Path.GetFileName(path)[..^".Tests.csproj".Length], path => Path.GetDirectoryName(path)!, StringComparer.Ordinal);
        var projects = folders.Keys.Order(StringComparer.Ordinal).ToArray();
        var named = projects.Where(project => string.Equals(project, filter, StringComparison.OrdinalIgnoreCase)).ToArray();
        string[] arguments = filter is null || named.Length > 0 ? [] : ["--filter-method", $"*{filter}*"];
        var chosen = named.Length > 0 ? named : projects;

        var results = new List<(TestCounts Counts, string[] Failures)>();
        await Parallel.ForEachAsync(
            chosen.Except(WholeTopologies),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellation },
            async (project, token) => Add(results, await RunProjectAsync(project, folders[project], arguments, token)));
        foreach (var project in chosen.Intersect(WholeTopologies))
        {
            Add(results, await RunProjectAsync(project, folders[project], arguments, cancellation));
        }

        foreach (var failure in results.SelectMany(result => result.Failures))
        {
            Console.WriteLine(failure);
        }

        var sum = results.Aggregate(TestCounts.None, (left, right) => left + right.Counts);
        Console.WriteLine(sum);
        return sum switch
        {
            { Failed: > 0 } => ExitCodes.Failed,
            { Passed: 0 } => throw new CliException($"No test matches '{filter}'.", ExitCodes.UnknownOrUsage),
            _ => ExitCodes.Done,
        };
    }

    private static void Add<T>(List<T> results, T result)
    {
        lock (results)
        {
            results.Add(result);
        }
    }

    private static async Task<(TestCounts Counts, string[] Failures)> RunProjectAsync(string project, string folder, string[] arguments, CancellationToken cancellation)
    {
        const int NoTestsRan = 8;
        var clock = Stopwatch.StartNew();
        var assembly = SourceTree.Built(folder, $"Distribution.{project}.Tests.dll");
        var (code, output) = await Dotnet.CaptureAsync([assembly, "--no-ansi", "--no-progress", .. arguments], cancellation);
        if (code == NoTestsRan && (arguments.Length > 0 || TestCounts.Parse(output) is { Skipped: > 0 }))
        {
            return (TestCounts.Parse(output) ?? TestCounts.None, []);
        }

        // A project that crashed has no summary: that is a failure, whatever passed before.
        var counts = TestCounts.Parse(output) ?? new TestCounts(0, 1, 0);
        counts = code != 0 && counts.Failed == 0 ? counts with { Failed = 1 } : counts;
        lock (Console.Out)
        {
            if (counts.Failed > 0)
            {
                Console.WriteLine(output);
            }

            Console.WriteLine($"{project,-20} {counts} in {clock.Elapsed.TotalSeconds:0.0} s");
        }

        return (counts, [.. TestCounts.FailuresIn(output).DefaultIfEmpty($"failed {project}: it ended with code {code}").Take(counts.Failed)]);
    }
}
