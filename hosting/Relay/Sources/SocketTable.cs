using System.Globalization;

namespace Distribution.Relay.Sources;

/// <summary>The kernel's table of TCP sockets. A client on loopback has a row of its own, in the table of its address family: .NET's are IPv6 also where they connect to 127.0.0.1.</summary>
internal static class SocketTable
{
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>The inodes of the sockets that connect one of some pairs of ports.</summary>
    public static Dictionary<(int Local, int Remote), long> Inodes(IReadOnlySet<(int Local, int Remote)> wanted)
    {
        var found = new Dictionary<(int, int), long>();
        foreach (var line in Tables.Where(File.Exists).SelectMany(table => File.ReadLines(table).Skip(1)))
        {
            // sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var local, var remote, _, _, _, _, _, _, var inode, ..]
                && (Port(local), Port(remote)) is var pair && wanted.Contains(pair) && inode != "0")
            {
                found[pair] = long.Parse(inode, CultureInfo.InvariantCulture);
            }
        }

        return found;
    }

    private static int Port(string address) => int.Parse(address.AsSpan(address.LastIndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
