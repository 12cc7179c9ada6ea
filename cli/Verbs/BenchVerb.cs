using System.CommandLine;
using Distribution.Cli.Testing;
using Distribution.Cli.Topologies;

namespace Distribution.Cli.Verbs;

/// <summary><c>bench</c>: measures, each figure beside a peer's from the same run.</summary>
internal static class BenchVerb
{
    // However the command line itself was built.
    private const string Release = "Release";

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
        var folder = Path.Combine("tests", "Benchmarks");
        await Dotnet.BuildAsync(folder, Release, cancellation);
        return await Dotnet.RunAsync([SourceTree.Built(folder, "Distribution.Benchmarks.dll", Release), .. names], cancellation);
    }
}
