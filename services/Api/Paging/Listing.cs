namespace Distribution.Api.Paging;

/// <summary>One page of a list.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="NextCursor">What to send as <c>after</c> for the next page; null on the last.</param>
internal sealed record Listing<T>(IReadOnlyList<T> Items, string? NextCursor)
{
    /// <param name="items">Up to one more than the page holds: the further one only tells that there is a next page.</param>
    /// <param name="page">What was asked for.</param>
    /// <param name="key">An item's cursor.</param>
    public static Listing<T> Of(IReadOnlyList<T> items, Page page, Func<T, string> key)
        => items.Count <= page.Limit
            ? new(items, null)
            : new([.. items.Take(page.Limit)], key(items[page.Limit - 1]));
}
