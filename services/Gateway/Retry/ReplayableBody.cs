using Microsoft.AspNetCore.Http.Features;

namespace Distribution.Gateway.Retry;

/// <summary>A request body that was read whole, so that it can be sent to a second replica.</summary>
internal sealed class ReplayableBody
{
    private static readonly ReplayableBody Empty = new(default);

    private readonly ArraySegment<byte> _content;

    private ReplayableBody(ArraySegment<byte> content) => _content = content;

    /// <summary>
    /// Reads the body into memory. Null when it is longer than <paramref name="limit"/> bytes; the request can then still be forwarded once,
    /// with nothing of its body missing.
    /// </summary>
    public static async ValueTask<ReplayableBody?> ReadAsync(HttpRequest request, int limit, CancellationToken cancel)
    {
        if (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return Empty;
        }

        if (request.ContentLength > limit)
        {
            return null;
        }

        var buffer = new byte[Math.Min((request.ContentLength ?? 4096) + 1, limit + 1L)];
        var length = 0;
        while (true)
        {
            var read = await request.Body.ReadAsync(buffer.AsMemory(length), cancel);
            if (read == 0)
            {
                return new(new(buffer, 0, length));
            }

            length += read;
            if (length > limit)
            {
                request.Body = new PrefixedStream(buffer.AsMemory(0, length), request.Body);
                return null;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, limit + 1L));
            }
        }
    }

    /// <summary>Puts a fresh reader at the first byte, so that a reader left over from an earlier attempt takes nothing from this one.</summary>
    public void Rewind(HttpRequest request)
    {
        if (_content.Array is not null)
        {
            request.Body = new MemoryStream(_content.Array, _content.Offset, _content.Count, writable: false);
        }
    }
}
