using System.Globalization;

namespace Distribution.Hosting.Postgres.Members;

/// <summary>A position in the WAL, as Postgres prints it: two hexadecimal halves.</summary>
internal static class LogPosition
{
    public static ulong Parse(string text) =>
        text.Split('/') is [var high, var low]
            && uint.TryParse(high, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var upper)
            && uint.TryParse(low, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var lower)
            ? ((ulong)upper << 32) | lower
            : throw new FormatException($"'{text}' is not a WAL position: two hexadecimal numbers with '/' between are expected.");
}
