using System.Globalization;
using System.Text.RegularExpressions;

namespace Distribution.Publishing.Lint.Compose.Documents;

/// <summary>Reads compose's durations: <c>1m30s</c>, <c>10s</c>, <c>500ms</c>.</summary>
internal static partial class Duration
{
    /// <summary>The time; null when the text is none.</summary>
    public static TimeSpan? Parse(string? text)
    {
        if (text is null || !Whole().IsMatch(text))
        {
            return null;
        }

        return Part().Matches(text).Aggregate(TimeSpan.Zero, (sum, part) => sum + Unit(part.Groups["unit"].Value, double.Parse(part.Groups["amount"].ValueSpan, CultureInfo.InvariantCulture)));
    }

    private static TimeSpan Unit(string unit, double amount) => unit switch
    {
        "h" => TimeSpan.FromHours(amount),
        "m" => TimeSpan.FromMinutes(amount),
        "ms" => TimeSpan.FromMilliseconds(amount),
        _ => TimeSpan.FromSeconds(amount),
    };

    [GeneratedRegex(@"^(?:\d+(?:h|ms|m|s))+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<amount>\d+)(?<unit>h|ms|m|s)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();
}
