using System.Globalization;
using Distribution.Jobs;
using Distribution.Worker.Problems;

namespace Distribution.Worker.Operators;

/// <summary>What part of which list is asked for.</summary>
internal sealed record ListQuery(string? State, string? Kind, Guid? After, int Limit)
{
    private const int DefaultLimit = 50;
    private const int MostItems = 200;
    private static readonly string[] Known = ["state", "kind", "after", "limit"];

    public static ListQuery From(IQueryCollection query, Faults faults)
    {
        foreach (var parameter in query)
        {
            if (!Known.Contains(parameter.Key))
            {
                faults.Add("query", $"has a parameter that is not known here; the parameters are {string.Join(", ", Known)}");
            }
            else if (parameter.Value.Count != 1)
            {
                faults.Add(parameter.Key, "must be there once");
            }
        }

        return new(ReadState(query, faults), ReadKind(query, faults), ReadAfter(query, faults), ReadLimit(query, faults));
    }

    private static string? ReadState(IQueryCollection query, Faults faults)
    {
        if (Value(query, "state") is not { } state)
        {
            return null;
        }

        if (!JobStates.All.Contains(state))
        {
            faults.Add("state", $"must be one of {string.Join(", ", JobStates.All)}");
        }

        return state;
    }

    private static string? ReadKind(IQueryCollection query, Faults faults)
    {
        if (Value(query, "kind") is not { } kind)
        {
            return null;
        }

        if (kind.Length > JobDefaults.LongestName || kind.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter)))
        {
            faults.Add("kind", $"must be text of 1 to {JobDefaults.LongestName} characters without control characters");
        }

        return kind;
    }

    private static Guid? ReadAfter(IQueryCollection query, Faults faults)
    {
        if (Value(query, "after") is not { } cursor)
        {
            return null;
        }

        if (!Guid.TryParseExact(cursor, "D", out var after))
        {
            faults.Add("after", "is not a cursor of this list; take nextCursor of the page before");
        }

        return after;
    }

    private static int ReadLimit(IQueryCollection query, Faults faults)
    {
        if (Value(query, "limit") is not { } text)
        {
            return DefaultLimit;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit is < 1 or > MostItems)
        {
            faults.Add("limit", $"must be a whole number from 1 to {MostItems}");
        }

        return limit;
    }

    private static string? Value(IQueryCollection query, string name) => query.TryGetValue(name, out var values) && values.Count == 1 && !string.IsNullOrEmpty(values[0]) ? values[0] : null;
}
