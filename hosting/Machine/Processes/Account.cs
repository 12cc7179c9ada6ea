using System.Runtime.InteropServices;

namespace Distribution.Machine.Processes;

/// <summary>The unprivileged account that servers run as when the topology was started by root: Postgres refuses root, and no other database needs it.</summary>
/// <param name="Name">Its name in /etc/passwd.</param>
/// <param name="Uid">Its user id.</param>
/// <param name="Gid">Its group id.</param>
public sealed partial record Account(string Name, int Uid, int Gid)
{
    private const string Changer = "setpriv";

    // Debian's PostgreSQL package makes "postgres"; "nobody" is there on every system.
    private static readonly string[] Candidates = ["postgres", "nobody"];

    /// <summary>The account to drop to, or null when this process is not root and servers can run as itself.</summary>
    public static Account? ForServers() =>
        Environment.IsPrivilegedProcess
            ? Candidates.Select(Find).FirstOrDefault(account => account is not null)
                ?? throw new InvalidOperationException($"Started by root, and none of the accounts {string.Join(", ", Candidates)} exists to run databases as: create one (useradd --system postgres).")
            : null;

    /// <summary>Gives a file, or a folder and all that is in it, to the account.</summary>
    /// <exception cref="IOException">The owner could not be changed.</exception>
    public void Own(string path)
    {
        if (LChown(path, Uid, Gid) != 0)
        {
            throw new IOException($"{path} could not be given to {Name}: {Marshal.GetLastPInvokeErrorMessage()}.");
        }

        if (new DirectoryInfo(path) is { Exists: true, LinkTarget: null })
        {
            foreach (var entry in Directory.EnumerateFileSystemEntries(path))
            {
                Own(entry);
            }
        }
    }

    /// <summary>The command that runs <paramref name="command"/> as the account, in the same process (setpriv executes it, so the pid is the server's).</summary>
    public (string Command, string[] Args) Wrap(string command, params string[] args) =>
        (Changer, [$"--reuid={Uid}", $"--regid={Gid}", "--init-groups", "--inh-caps=-all", "--", command, .. args]);

    /// <summary>The command that <see cref="Wrap"/> was given, or the same command when it did not come from there: what to show to people.</summary>
    public static (string Command, IReadOnlyList<string> Args) Unwrap(string command, IReadOnlyList<string> args)
    {
        var end = Path.GetFileName(command) == Changer ? args.ToList().IndexOf("--") : -1;
        return end >= 0 && end + 1 < args.Count ? (args[end + 1], [.. args.Skip(end + 2)]) : (command, args);
    }

    private static Account? Find(string name) =>
        File.ReadLines("/etc/passwd")
            .Select(line => line.Split(':'))
            .Where(fields => fields.Length > 3 && fields[0] == name)
            .Select(fields => new Account(name, int.Parse(fields[2]), int.Parse(fields[3])))
            .FirstOrDefault();

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LChown(string path, int owner, int group);
}
