using System.Buffers;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Distribution.ServiceDefaults.RequestIds;

/// <summary>
/// Names each request by <see cref="Header"/>: the caller's name for it when it is a safe one, else a new one. The answer carries it, and so
/// do the trace and every problem.
/// </summary>
internal sealed class RequestIdMiddleware(RequestDelegate next)
{
    public const string Header = "X-Request-Id";
    private const int LongestAccepted = 128;

    private static readonly SearchValues<char> Accepted =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:/+=");

    public Task InvokeAsync(HttpContext context)
    {
        var given = context.Request.Headers[Header].ToString();
        var id = IsAcceptable(given) ? given : Guid.CreateVersion7().ToString("N");
        context.TraceIdentifier = id;
        context.Request.Headers[Header] = id;
        context.Response.Headers[Header] = id;
        Activity.Current?.SetTag("http.request.id", id);
        return next(context);
    }

    private static bool IsAcceptable(string id)
        => id.Length is > 0 and <= LongestAccepted && !id.AsSpan().ContainsAnyExcept(Accepted);
}
