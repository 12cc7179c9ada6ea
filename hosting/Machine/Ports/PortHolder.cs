using System.Globalization;
using Distribution.Machine.Processes;

namespace Distribution.Machine.Ports;

/// <summary>The process that listens on a port.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="Command">Its command line, shortened.</param>
public sealed record PortHolder(int Pid, string Command)
{
    private const string Listening = "0A";
    private const int CommandLength = 100;

    /// <summary>Finds who listens on a TCP port of this machine, or null when nobody does or the process belongs to somebody else.</summary>
    public static PortHolder? Find(int port)
    {
        var sockets = new[] { "/proc/net/tcp", "/proc/net/tcp6" }
            .Where(File.Exists)
            .SelectMany(File.ReadLines)
            .Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 9 && fields[3] == Listening && LocalPort(fields[1]) == port)
            .Select(fields => $"socket:[{fields[9]}]")
            .ToHashSet(StringComparer.Ordinal);

        return sockets.Count == 0
            ? null
            : ProcessTable.All().Where(pid => Holds(pid, sockets)).Select(pid => new PortHolder(pid, Shorten(ProcessTable.CommandLine(pid)))).FirstOrDefault();
    }

    /// <inheritdoc/>
    public override string ToString() => $"pid {Pid} ({Command})";

    private static int LocalPort(string address) => int.Parse(address.AsSpan(address.IndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string Shorten(string command) => command.Length <= CommandLength ? command : command[..CommandLength] + "…";

    private static bool Holds(int pid, HashSet<string> sockets)
    {
        try
        {
            return new DirectoryInfo($"/proc/{pid}/fd").EnumerateFileSystemInfos().Any(file => file.LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
