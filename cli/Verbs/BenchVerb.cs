using System.CommandLine;
using Distribution.Cli.Testing;

namespace Distribution.Cli.Verbs;

/// <summary><c>bench</c>: measures, each figure beside a peer's from the same run.</summary>
internal static class BenchVerb
{
    public static Command Create()
    {
        var names = new Argument<string[]>("NAME") { Description = "Which benchmarks; all when none is named.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("bench", "Run benchmarks (tests/Benchmarks) and print their tables.") { names };
        command.SetAction((result, cancellation) => Dotnet.RunAsync(["run", "--project", "tests/Benchmarks", "-c", "Release", "--", .. result.GetValue(names) ?? []], cancellation));
        return command;
    }
}
