using Distribution.Tokens;

namespace Distribution.Gateway.Retry;

/// <summary>Which requests may reach two replicas: reads, writes that the API recognises by their key, and asking for a token, which changes nothing.</summary>
internal static class Repeatable
{
    public const string KeyHeader = "Idempotency-Key";

    private const int LongestKey = 255;

    public static bool Is(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HasKey(request) || request.Path == KeyPaths.Token;

    private static bool HasKey(HttpRequest request) =>
        request.Headers[KeyHeader] is [{ Length: > 0 and <= LongestKey } key] && key.All(c => c is > ' ' and <= '~');
}
