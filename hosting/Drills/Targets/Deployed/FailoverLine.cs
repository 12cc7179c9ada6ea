using System.Globalization;
using System.Text.RegularExpressions;
using Distribution.Drills.Histories;

namespace Distribution.Drills.Targets.Deployed;

/// <summary>Reads the phases of a failover from what Patroni and the Sentinels log.</summary>
internal static partial class FailoverLine
{
    /// <summary>The phase that a line tells of; null for any other line.</summary>
    /// <param name="member">Who wrote it.</param>
    /// <param name="line">It begins with the time in UTC, as engine and cluster put it before each line.</param>
    public static Phase? Parse(string member, string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || !DateTimeOffset.TryParse(line.AsSpan(0, space), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
        {
            return null;
        }

        var text = line[(space + 1)..];
        return Unreachable().Match(text) is { Success: true } lost ? new(MarkKind.Detected, lost.Groups["member"].Value, $"{lost.Groups["member"].Value} does not answer Patroni", at)
            : Down().Match(text) is { Success: true } down ? new(MarkKind.Detected, Groups.Valkey, $"the Sentinels agree that {down.Groups["address"].Value} is down", at)
            : text.Contains("promoted self to leader", StringComparison.Ordinal) ? new(MarkKind.Promoted, member, $"{member} took the leader's lock", at)
            : Switched().Match(text) is { Success: true } next ? new(MarkKind.Promoted, Groups.Valkey, $"the Sentinels switched to {next.Groups["address"].Value}", at)
            : text.Contains("Assigning synchronous standby status", StringComparison.Ordinal) || text.Contains("Synchronous standby status assigned", StringComparison.Ordinal) ? new(MarkKind.Restored, Groups.Postgres, "a standby confirms again", at)
            : null;
    }

    /// <summary>In order, each thing once: all three Sentinels tell of a switch.</summary>
    public static IReadOnlyList<Phase> Once(IEnumerable<Phase> phases) => [.. phases.OrderBy(phase => phase.At).DistinctBy(phase => (phase.Kind, phase.Subject, phase.Text))];

    [GeneratedRegex("Request failed to (?<member>[a-z0-9-]+):", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unreachable();

    [GeneratedRegex(@"\+odown master [^ ]+ (?<address>[0-9.]+) ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Down();

    [GeneratedRegex(@"\+switch-master [^ ]+ [^ ]+ [0-9]+ (?<address>[0-9.]+) ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Switched();
}
