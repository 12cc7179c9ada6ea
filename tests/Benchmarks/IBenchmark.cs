using Spectre.Console;

namespace Distribution.Benchmarks;

/// <summary>One benchmark: measures us and a peer in the same run, because the machine is shared and only ratios carry over.</summary>
internal interface IBenchmark
{
    /// <summary>What it is called on the command line.</summary>
    string Name { get; }

    /// <summary>What it measures, and against which peer.</summary>
    string Description { get; }

    /// <summary>Measures, and prints its tables.</summary>
    Task RunAsync(IAnsiConsole console);
}
