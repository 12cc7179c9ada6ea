using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Distribution.Engine.Dashboard.Grpc;

/// <summary>The key that the dashboard shows with every call to the resource service.</summary>
internal sealed class ApiKey(string value)
{
    public const string Header = "x-resource-service-api-key";

    private readonly byte[] _bytes = Encoding.UTF8.GetBytes(value);

    public bool IsPresentedBy(HttpRequest request) =>
        request.Headers.TryGetValue(Header, out var presented)
        && presented.Count == 1
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(presented[0] ?? ""), _bytes);
}
