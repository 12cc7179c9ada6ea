using System.CommandLine;
using Distribution.Cli.Testing;

namespace Distribution.Cli.Verbs;

/// <summary><c>test</c>: builds and runs the test projects.</summary>
internal static class TestVerb
{
    public static Command Create()
    {
        var filter = new Argument<string?>("FILTER") { Description = "A test project (Valkey), or a part of a test's name; all when absent.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("test", "Run the tests: real servers, real signals. Prints a line a project and the sum.") { filter };
        command.SetAction((result, cancellation) => TestRun.RunAsync(result.GetValue(filter), cancellation));
        return command;
    }
}
