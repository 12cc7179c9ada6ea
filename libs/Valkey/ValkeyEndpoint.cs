using System.Globalization;

namespace Distribution.Valkey;

/// <summary>Where a server or a Sentinel listens.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">TCP port, 1–65535.</param>
public readonly record struct ValkeyEndpoint(string Host, int Port)
{
    /// <summary>Reads <c>host:port</c>; an IPv6 address may stand in brackets.</summary>
    /// <param name="text">The text.</param>
    /// <param name="endpoint">What it says.</param>
    public static bool TryParse(string text, out ValkeyEndpoint endpoint)
    {
        var colon = text.LastIndexOf(':');
        endpoint = default;
        if (colon <= 0 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
        {
            return false;
        }

        endpoint = new ValkeyEndpoint(text[..colon].Trim('[', ']'), port);
        return true;
    }

    /// <summary><c>host:port</c>.</summary>
    public override string ToString() => $"{Host}:{Port}";
}
