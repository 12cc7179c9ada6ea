using System.Globalization;
using System.Text.RegularExpressions;
using Distribution.Drills.Histories;

namespace Distribution.Drills.Targets.Local;

/// <summary>Reads the phases of a failover from the lines that supervisors log.</summary>
internal static partial class SupervisorLine
{
    /// <summary>The phase that a line tells of; null for any other line.</summary>
    /// <param name="cluster">Whose supervisor wrote it.</param>
    /// <param name="line">It begins with the time in UTC.</param>
    public static Phase? Parse(string cluster, string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || !DateTimeOffset.TryParse(line.AsSpan(0, space), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
        {
            return null;
        }

        var text = line[(space + 1)..];
        return Detected().Match(text) is { Success: true } detected ? new(MarkKind.Detected, detected.Groups["member"].Value, text, at)
            : Fenced().Match(text) is { Success: true } fenced ? new(MarkKind.Fenced, fenced.Groups["member"].Value, text, at)
            : Promoted().Match(text) is { Success: true } promoted ? new(MarkKind.Promoted, promoted.Groups["member"].Value, text, at)
            : text.Contains("the cluster is redundant", StringComparison.Ordinal) ? new(MarkKind.Restored, cluster, text, at)
            : null;
    }

    [GeneratedRegex("(Failover: |Having a replica promoted in place of |Killing )(?<member>[a-z]+-[0-9]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Detected();

    [GeneratedRegex("Phase fence: no process of (?<member>[a-z]+-[0-9]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fenced();

    [GeneratedRegex("(Phase promote: )?(?<member>[a-z]+-[0-9]+) is (the )?primary of term", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Promoted();
}
