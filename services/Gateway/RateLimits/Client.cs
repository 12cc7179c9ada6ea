using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Distribution.Gateway.RateLimits;

/// <summary>Who asks, as far as counting goes: the address, and on it the subject of the token. The token is not verified here, so that its name is believed together with the address only.</summary>
internal static class Client
{
    private const string Scheme = "Bearer ";
    private const int LongestPayload = 8 * 1024;
    private const int NetworkBytes = 8;
    private const int NameBytes = 16;

    /// <summary>The address; of IPv6 the network of 64 bits, which is what one client gets.</summary>
    public static string Address(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes(), 0, NetworkBytes) : address.ToString();
    }

    /// <summary>The address and, where there is a token, what it says of its subject; hashed, as that may be any text.</summary>
    public static string Name(HttpContext context, string address) =>
        Subject(context.Request) is { } subject ? Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{address}|{subject}")).AsSpan(0, NameBytes)) : address;

    internal static string? Subject(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ Length: <= LongestPayload } field] || !field.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || field.Split('.') is not [_, var payload, _])
        {
            return null;
        }

        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            return claims.RootElement.ValueKind == JsonValueKind.Object && claims.RootElement.TryGetProperty("sub", out var subject) && subject.ValueKind == JsonValueKind.String ? subject.GetString() : null;
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
