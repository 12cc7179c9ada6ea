using System.CommandLine;

namespace Distribution.Cli;

/// <summary>Says on one line what is wrong with the arguments and what would do.</summary>
internal static class UsageErrors
{
    /// <summary>More different letters than this, and a name is not meant by a typing error.</summary>
    private const int LikelyTypingError = 2;

    public static CliException Describe(ParseResult result)
    {
        var line = result is { CommandResult.Command: RootCommand root, UnmatchedTokens: [var verb, ..] }
            ? $"'{verb}' is not a verb{Suggestion(verb, root.Subcommands.Select(command => command.Name))}"
            : result.Errors[0].Message.ReplaceLineEndings(" ").Replace("\t", "", StringComparison.Ordinal).TrimEnd('.');
        var help = result.CommandResult is { Command: not RootCommand } command ? $"./distribution {command.Command.Name} --help" : "./distribution --help";
        return new CliException($"{line}. See {help}.", ExitCodes.UnknownOrUsage);
    }

    private static string Suggestion(string given, IEnumerable<string> known) =>
        known.Select(name => (name, distance: Distance(given, name))).OrderBy(candidate => candidate.distance).First() is { distance: <= LikelyTypingError } nearest ? $"; did you mean '{nearest.name}'" : "";

    // Levenshtein's distance.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
