using System.Globalization;
using Distribution.ServiceDefaults.Errors;

namespace Distribution.Api.Paging;

/// <summary>
/// Which part of a list is asked for. Lists are ordered by a key that never changes, and a page begins after a key: rows that come or go
/// meanwhile neither repeat nor hide another.
/// </summary>
internal sealed record Page(int Limit, string? After)
{
    public const int DefaultLimit = 50;
    public const int MostItems = 200;

    /// <param name="query">The query.</param>
    /// <param name="isCursor">Whether a text can be one of the list's cursors.</param>
    /// <param name="refusal">Why the query is refused; null when it is not.</param>
    public static Page From(IQueryCollection query, Func<string, bool> isCursor, out Refusal? refusal)
    {
        var faults = new Dictionary<string, string[]>();
        var limit = DefaultLimit;
        if (query.TryGetValue("limit", out var limits)
            && !(int.TryParse(limits, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MostItems))
        {
            faults["limit"] = [$"must be a whole number from 1 to {MostItems}"];
        }

        string? after = null;
        if (query.TryGetValue("after", out var cursors))
        {
            after = cursors.ToString();
            if (!isCursor(after))
            {
                faults["after"] = ["is not a cursor of this list; take nextCursor of the page before"];
            }
        }

        refusal = faults.Count == 0 ? null : Refusal.Invalid(faults);
        return new(limit, after);
    }
}
