using System.Globalization;

namespace Distribution.Audit.Records;

/// <summary>Takes the parameters of a query one by one and gathers every fault under the parameter's name.</summary>
internal sealed class QueryReader(IQueryCollection query)
{
    private readonly Dictionary<string, string[]> _faults = [];
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The faults of what was taken, and of what was sent besides; empty when there are none.</summary>
    public IDictionary<string, string[]> Faults()
    {
        foreach (var unknown in query.Keys.Where(name => !_taken.Contains(name)).Take(10))
        {
            Fail(new([.. unknown.Take(64).Select(character => char.IsAsciiLetterOrDigit(character) ? character : '?')]), $"is not known here; the parameters are {string.Join(", ", _taken)}");
        }

        return _faults;
    }

    public string? Text(string name, int longest)
    {
        if (Take(name) is not { } text)
        {
            return null;
        }

        return text.Length > 0 && text.Length <= longest && !text.Any(char.IsControl) ? text : Fail(name, $"must be 1 to {longest} characters, none of them a control character");
    }

    public long? Number(string name, long least, long most)
    {
        if (Take(name) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Fail(name, $"must be a whole number from {least} to {most}");
        return null;
    }

    public DateTimeOffset? Time(string name)
    {
        if (Take(name) is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return time;
        }

        Fail(name, "must be a time like 2026-01-31T12:00:00Z");
        return null;
    }

    private string? Take(string name)
    {
        _taken.Add(name);
        if (!query.TryGetValue(name, out var values))
        {
            return null;
        }

        return values.Count == 1 ? values[0] : Fail(name, "must be given once");
    }

    private string? Fail(string name, string fault)
    {
        _faults.TryAdd(name, [fault]);
        return null;
    }
}
