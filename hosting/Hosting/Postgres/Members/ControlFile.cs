using System.Globalization;
using Distribution.Hosting.Postgres.Supervision;

namespace Distribution.Hosting.Postgres.Members;

/// <summary>Reads what pg_controldata prints.</summary>
internal static class ControlFile
{
    public static ControlData Parse(string text, bool isStandby)
    {
        var fields = text.Split('\n')
            .Select(line => line.Split(':', 2))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0].Trim(), parts => parts[1].Trim(), StringComparer.Ordinal);

        // A promotion counts from its end-of-recovery record, which comes before the next checkpoint.
        var timeline = Math.Max(Number(fields, "Latest checkpoint's TimeLineID"), Number(fields, "Min recovery ending loc's timeline"));
        return new ControlData(timeline, LogPosition.Parse(Field(fields, "Latest checkpoint location")), isStandby, Field(fields, "Database cluster state") == "shut down");
    }

    private static int Number(Dictionary<string, string> fields, string name) => int.Parse(Field(fields, name), CultureInfo.InvariantCulture);

    private static string Field(Dictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out var value) ? value : throw new InvalidOperationException($"pg_controldata printed no '{name}'.");
}
