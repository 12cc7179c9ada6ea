using System.Globalization;
using System.Runtime.InteropServices;

namespace Distribution.Engine.Dcp;

/// <summary>One line of an output file of DCP: a number, the time at which it was read, and what the process wrote.</summary>
/// <param name="Time">UTC, milliseconds.</param>
/// <param name="Text">Without the line's end.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DcpOutputLine(DateTimeOffset Time, string Text)
{
    /// <summary>Parses a line; one that is not in this form is all text.</summary>
    public static DcpOutputLine Parse(string line, TimeProvider time)
    {
        var number = line.IndexOf(' ');
        var stamp = number < 0 ? -1 : line.IndexOf(' ', number + 1);
        var end = stamp < 0 ? line.Length : stamp;
        return number > 0 && DateTimeOffset.TryParse(line.AsSpan(number + 1, end - number - 1), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new DcpOutputLine(at, stamp < 0 ? "" : line[(stamp + 1)..])
            : new DcpOutputLine(time.GetUtcNow(), line);
    }
}
