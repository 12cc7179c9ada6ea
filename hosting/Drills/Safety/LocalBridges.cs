using System.Net;
using System.Net.NetworkInformation;
using Distribution.Drills.Targets;

namespace Distribution.Drills.Safety;

/// <summary>The networks that a container engine has made on this machine: a bridge each, on which the machine has an address of its own. A socket can lead to another machine's engine; its containers are on none of these.</summary>
public static class LocalBridges
{
    /// <summary>Refuses an address that is on no bridge of this machine.</summary>
    /// <param name="member">Whose address it is.</param>
    /// <param name="address">The address.</param>
    /// <exception cref="TargetException">It is on none.</exception>
    public static void Check(string member, IPAddress address)
    {
        if (!NetworkInterface.GetAllNetworkInterfaces().Where(IsBridge).SelectMany(one => one.GetIPProperties().UnicastAddresses).Any(own => Has(own.Address, own.PrefixLength, address)))
        {
            throw new TargetException($"{member} is at {address}, which is on no bridge of this machine: its engine runs elsewhere, and is not drilled.");
        }
    }

    /// <summary>Whether an address is in the network of another one.</summary>
    internal static bool Has(IPAddress network, int prefix, IPAddress address) => network.AddressFamily == address.AddressFamily && new IPNetwork(Masked(network, prefix), prefix).Contains(address);

    private static bool IsBridge(NetworkInterface one) => Directory.Exists($"/sys/class/net/{one.Name}/bridge");

    private static IPAddress Masked(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var index = 0; index < bytes.Length; index++)
        {
            bytes[index] &= (byte)(0xFF00 >> Math.Clamp(prefix - (index * 8), 0, 8));
        }

        return new IPAddress(bytes);
    }
}
