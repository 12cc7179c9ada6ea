using System.Net;
using System.Net.Http.Headers;

namespace Distribution.Tokens;

/// <summary>
/// Puts this service's token on every request. One that is refused with 401 is sent once more with another token if there is one: the key of the first may have been withdrawn. What was refused so has not
/// taken effect.
/// </summary>
/// <param name="tokens">This service's token.</param>
public sealed class ServiceTokenHandler(IServiceTokens tokens) : DelegatingHandler
{
    private const string Scheme = "Bearer";

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            await content.LoadIntoBufferAsync(cancellationToken);
        }

        var token = await tokens.GetAsync(cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue(Scheme, token);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized || !await tokens.ReplaceAsync(token, cancellationToken))
        {
            return response;
        }

        response.Dispose();
        request.Headers.Authorization = new AuthenticationHeaderValue(Scheme, await tokens.GetAsync(cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }
}
