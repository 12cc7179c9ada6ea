using System.CommandLine;
using System.Globalization;

namespace Distribution.Cli.Drills;

/// <summary>An option that takes a time: <c>90s</c>, <c>2m</c>, <c>1h</c>.</summary>
internal static class DurationOption
{
    public static Option<TimeSpan> Create(string name, string description, TimeSpan usual) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            if (TryParse(result.Tokens[0].Value) is { } time)
            {
                return time;
            }

            result.AddError($"{name}: '{result.Tokens[0].Value}' is not a time: give a number of seconds, minutes or hours, as 90s, 2m or 1h.");
            return usual;
        },
    };

    private static TimeSpan? TryParse(string text)
    {
        var unit = text.Length == 0 ? ' ' : text[^1];
        var seconds = unit switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        return seconds > 0 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 100_000
            ? TimeSpan.FromSeconds((double)number * seconds)
            : null;
    }
}
