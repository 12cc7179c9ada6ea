using System.Globalization;
using System.Text.RegularExpressions;

namespace Distribution.Cli.Testing;

/// <summary>How many tests ended how.</summary>
internal sealed partial record TestCounts(int Passed, int Failed, int Skipped)
{
    public static TestCounts None { get; } = new(0, 0, 0);

    public static TestCounts operator +(TestCounts left, TestCounts right) => new(left.Passed + right.Passed, left.Failed + right.Failed, left.Skipped + right.Skipped);

    /// <summary>Reads the summary that Microsoft.Testing.Platform prints last, or null when there is none.</summary>
    public static TestCounts? Parse(string output) =>
        Count(output, "succeeded") is { } passed && Count(output, "failed") is { } failed && Count(output, "skipped") is { } skipped ? new(passed, failed, skipped) : null;

    /// <summary>The tests that failed, each with the first lines of what it says.</summary>
    public static IEnumerable<string> FailuresIn(string output) => Failure().Matches(output).Select(match => match.Value.TrimEnd());

    /// <summary>The tests that were skipped, each with its reason.</summary>
    public static IEnumerable<string> SkipsIn(string output) => Skip().Matches(output).Select(match => $"{match.Groups["test"].Value}: {match.Groups["reason"].Value}");

    public override string ToString() => $"{Passed} passed, {Failed} failed{(Skipped > 0 ? $", {Skipped} skipped" : "")}";

    private static int? Count(string output, string what) =>
        Summary().Matches(output).LastOrDefault(match => match.Groups["what"].Value == what) is { } match ? int.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^\s+(?<what>succeeded|failed|skipped): (?<count>\d+)\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Summary();

    [GeneratedRegex(@"^(?<test>skipped \S.*?) \([^()]*\)\r?\n\s+(?<reason>\S.*?)(?=\r?$)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Skip();

    [GeneratedRegex(@"^failed \S.*(\n  (?!  at |  ---).*){0,6}", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Failure();
}
