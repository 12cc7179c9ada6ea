using Microsoft.Net.Http.Headers;

namespace Distribution.Gateway.Headers;

/// <summary>
/// Takes from a request what must not act beyond this hop, before anything here looks at it: what a client says about where it comes from, and
/// the fields that its Connection field nominates (RFC 9110, 7.6.1). The forwarder drops the well-known fields of a hop itself.
/// </summary>
internal sealed class ClientHeadersMiddleware(RequestDelegate next)
{
    private const string ForwardedFamily = "X-Forwarded-";

    private static readonly string[] NotFromClients = ["Forwarded", "Via", "X-Real-IP", "X-Original-For", "X-Original-Host", "X-Original-Proto"];

    /// <summary>They frame the message; a Connection field that nominates them is an attempt to have it read in two ways.</summary>
    private static readonly string[] Framing = [HeaderNames.Host, HeaderNames.ContentLength, HeaderNames.TransferEncoding];

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        var nominated = headers.GetCommaSeparatedValues(HeaderNames.Connection).Except(Framing, StringComparer.OrdinalIgnoreCase);
        var forwarded = headers.Keys.Where(name => name.StartsWith(ForwardedFamily, StringComparison.OrdinalIgnoreCase));
        foreach (var name in NotFromClients.Concat(nominated).Concat(forwarded).ToList())
        {
            headers.Remove(name);
        }

        return next(context);
    }
}
