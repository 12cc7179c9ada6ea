using Microsoft.Extensions.Primitives;

namespace Distribution.Gateway.Retry;

/// <summary>A response as it was before an attempt wrote to it.</summary>
internal readonly struct UntouchedResponse
{
    private readonly KeyValuePair<string, StringValues>[] _headers;

    private UntouchedResponse(KeyValuePair<string, StringValues>[] headers) => _headers = headers;

    public static UntouchedResponse Of(HttpResponse response) => new([.. response.Headers]);

    public void Restore(HttpResponse response)
    {
        response.Clear();
        foreach (var (name, value) in _headers)
        {
            response.Headers[name] = value;
        }
    }
}
