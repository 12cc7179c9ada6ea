using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.WebUtilities;

namespace Distribution.Api.Paging;

internal static class PageResult
{
    /// <summary>Answers with a page, and with a Link to the next one (RFC 8288).</summary>
    public static IResult Page<T>(this HttpContext context, Listing<T> listing, JsonTypeInfo<Listing<T>> type)
    {
        if (listing.NextCursor is not null)
        {
            var query = context.Request.Query
                .Where(parameter => parameter.Key != "after")
                .Select(parameter => KeyValuePair.Create(parameter.Key, (string?)parameter.Value.ToString()))
                .Append(new("after", listing.NextCursor));
            context.Response.Headers.Link = $"<{QueryHelpers.AddQueryString(context.Request.Path.ToUriComponent(), query)}>; rel=\"next\"";
        }

        return TypedResults.Json(listing, type);
    }
}
