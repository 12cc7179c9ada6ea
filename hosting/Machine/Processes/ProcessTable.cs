using System.Globalization;

namespace Distribution.Machine.Processes;

/// <summary>What /proc tells about the processes of this machine. A process that is gone, or that may not be looked at, reads as absent.</summary>
public static class ProcessTable
{
    private const int ParentField = 1;
    private const int SessionField = 3;
    private const int StartTimeField = 19;

    /// <summary>All process ids.</summary>
    public static IEnumerable<int> All() =>
        Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0);

    /// <summary>Whether the process runs, is stopped or sleeps; a zombie counts as gone.</summary>
    public static bool IsAlive(int pid) => State(pid) is not ('\0' or 'Z' or 'X');

    /// <summary>The kernel's state letter (R, S, D, T, Z …), or NUL when there is no such process.</summary>
    public static char State(int pid) => Stat(pid) is { Length: > 0 } fields ? fields[0][0] : '\0';

    /// <summary>When the process started, in clock ticks since boot, or null: with the pid, an identity that is not reused.</summary>
    public static long? StartTime(int pid) => Stat(pid) is { Length: > StartTimeField } fields ? long.Parse(fields[StartTimeField], CultureInfo.InvariantCulture) : null;

    /// <summary>The process that started it, or that took it in when that one died; 0 when there is none.</summary>
    public static int Parent(int pid) => Stat(pid) is { Length: > ParentField } fields ? int.Parse(fields[ParentField], CultureInfo.InvariantCulture) : 0;

    /// <summary>The session that the process belongs to, by the process that leads it or did; 0 when there is no such process.</summary>
    public static int Session(int pid) => Stat(pid) is { Length: > SessionField } fields ? int.Parse(fields[SessionField], CultureInfo.InvariantCulture) : 0;

    /// <summary>A variable of the environment that the process was started with, or null. Programs that show their state in their title overwrite it.</summary>
    public static string? Variable(int pid, string name) =>
        Array.Find(Read($"/proc/{pid}/environ").Split('\0'), entry => entry.StartsWith($"{name}=", StringComparison.Ordinal))?[(name.Length + 1)..];

    /// <summary>The inodes of the sockets that the process has open, as <c>/proc/net/tcp</c> names them.</summary>
    public static IReadOnlyList<long> Sockets(int pid) => OpenSockets.Of(pid);

    /// <summary>The processes whose parent is <paramref name="pid"/>.</summary>
    public static IReadOnlyList<int> Children(int pid) =>
        [.. All().Where(candidate => Stat(candidate) is { Length: > ParentField } fields && fields[ParentField] == pid.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The processes below <paramref name="pid"/>, parents before their children, as one look at the table shows them.</summary>
    public static IReadOnlyList<int> Descendants(int pid)
    {
        var children = All().Select(candidate => (Pid: candidate, Stat: Stat(candidate))).Where(process => process.Stat.Length > ParentField)
            .ToLookup(process => int.Parse(process.Stat[ParentField], CultureInfo.InvariantCulture), process => process.Pid);
        var found = new List<int>(children[pid]);
        for (var next = 0; next < found.Count; next++)
        {
            found.AddRange(children[found[next]]);
        }

        return found;
    }

    /// <summary>
    /// The processes whose working directory is <paramref name="path"/>. Every process of a Postgres server works in its data directory, also after its postmaster died, so this finds
    /// what must be fenced.
    /// </summary>
    public static IReadOnlyList<int> WithWorkingDirectory(string path) => [.. All().Where(pid => LinkTarget($"/proc/{pid}/cwd") == path && IsAlive(pid))];

    /// <summary>The command line, arguments separated by spaces, or an empty string.</summary>
    public static string CommandLine(int pid) => Read($"/proc/{pid}/cmdline").Replace('\0', ' ').Trim();

    // The second field is the command in parentheses and may itself hold spaces and parentheses: what counts starts after the last one.
    private static string[] Stat(int pid)
    {
        var text = Read($"/proc/{pid}/stat");
        var end = text.LastIndexOf(')');
        return end < 0 ? [] : text[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
