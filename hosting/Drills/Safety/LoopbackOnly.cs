using System.Net;
using System.Net.Sockets;
using Distribution.Drills.Targets;

namespace Distribution.Drills.Safety;

/// <summary>Keeps drills away from what they were not meant for.</summary>
public static class LoopbackOnly
{
    /// <summary>Refuses a target whose gateway is not on this machine; one at a private address when nobody said that it is known, unless it is one of its own marked members.</summary>
    /// <param name="target">The target.</param>
    /// <param name="iKnow">Whether somebody said so.</param>
    /// <exception cref="TargetException">It is refused; nothing was done.</exception>
    public static void Check(ITarget target, bool iKnow)
    {
        ArgumentNullException.ThrowIfNull(target);
        foreach (var gateway in target.Gateways.DefaultIfEmpty(target.Gateway))
        {
            Check(target, gateway.Host, iKnow);
        }
    }

    private static void Check(ITarget target, string host, bool iKnow)
    {
        if (IsThisMachine(host, out var address))
        {
            return;
        }

        if (address is null || !IsPrivate(address))
        {
            throw new TargetException($"{target.Name} is at {host}, which is neither this machine nor a private address: it is not drilled.");
        }

        if (!iKnow && !target.OwnAddresses.Contains(address))
        {
            throw new TargetException($"{target.Name} is at the private address {address}, which others may use: a drill breaks it on purpose. Say --i-know if that is meant.");
        }
    }

    /// <summary>Whether a host is this machine; also gives the address that it is written as, if it is one.</summary>
    internal static bool IsThisMachine(string host, out IPAddress? address) => (IPAddress.TryParse(host, out address) && IPAddress.IsLoopback(address)) || host == "localhost";

    /// <summary>Whether an address is of a range for private use (RFC 1918).</summary>
    internal static bool IsPrivate(IPAddress address) => (address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6) && address.MapToIPv4().GetAddressBytes() is [10, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..];
}
