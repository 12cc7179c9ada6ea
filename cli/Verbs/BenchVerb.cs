using System.CommandLine;
using Distribution.Cli.Testing;
using Distribution.Cli.Topologies;

namespace Distribution.Cli.Verbs;

/// <summary><c>bench</c>: measures, each figure beside a peer's from the same run.</summary>
internal static class BenchVerb
{
    public static Command Create()
    {
        var names = new Argument<string[]>("NAME") { Description = "Which benchmarks; all when none is named.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("bench", "Run benchmarks (tests/Benchmarks) and print their tables.") { names };
        command.SetAction((result, cancellation) => RunAsync(result.GetValue(names) ?? [], cancellation));
        return command;
    }

    /// <remarks>Not by <c>dotnet run</c>, which takes a quarter of a core as long as what it started runs.</remarks>
    private static async Task<int> RunAsync(string[] names, CancellationToken cancellation)
    {
        var folder = Path.Combine(SourceTree.Root, "tests", "Benchmarks");
        var built = await Dotnet.RunAsync(["build", folder, "-c", SourceTree.Configuration, "-v", "quiet", "-clp:NoSummary"], cancellation);
        return built == 0 ? await Dotnet.RunAsync([SourceTree.Built(folder, "Distribution.Benchmarks.dll"), .. names], cancellation) : built;
    }
}
