using Distribution.Tokens;

namespace Distribution.Gateway.Retry;

/// <summary>
/// Which requests may reach two replicas: reads, and writes that the API recognises by their key. Never a sign-in: it is work for a core by design, may take longer than an attempt on a busy machine, and a second
/// attempt would only begin it again.
/// </summary>
internal static class Repeatable
{
    public const string KeyHeader = "Idempotency-Key";

    private const int LongestKey = 255;

    public static bool Is(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || (HasKey(request) && request.Path != KeyPaths.Token);

    private static bool HasKey(HttpRequest request) =>
        request.Headers[KeyHeader] is [{ Length: > 0 and <= LongestKey } key] && key.All(c => c is > ' ' and <= '~');
}
