using System.Text.RegularExpressions;
using Distribution.Machine.Disks;

namespace Distribution.Machine.State;

/// <summary>
/// Where a topology keeps its data, secrets and logs: <c>&lt;root&gt;/&lt;name&gt;</c>. The root is <c>/var/lib/distribution</c> for root, whose home the databases' unprivileged account could not enter,
/// and <c>$XDG_STATE_HOME/distribution</c> for everybody else.
/// </summary>
public sealed partial class StateFolder
{
    /// <summary>The name of a topology that was given none.</summary>
    public const string DefaultName = "distribution";

    private StateFolder(string name, string root)
    {
        Name = name;
        Path = System.IO.Path.Combine(root, name);
    }

    /// <summary>The topology's name.</summary>
    public string Name { get; }

    /// <summary>The folder itself.</summary>
    public string Path { get; }

    /// <summary>One file a resource.</summary>
    public string Logs => Below("logs");

    /// <summary>One folder a resource.</summary>
    public string Data => Below("data");

    /// <summary>Files of mode 0600 in a folder of mode 0700.</summary>
    public string Secrets => Below("secrets");

    /// <summary>The users that a development topology begins with, a line each: name, password, roles.</summary>
    public string UsersFile => System.IO.Path.Combine(Secrets, "users");

    /// <summary>What lives only while the topology runs: sockets, pid, lock.</summary>
    public string Run => Below("run");

    /// <summary>The Unix socket on which the running AppHost answers the command line.</summary>
    public string ControlSocket => System.IO.Path.Combine(Run, "control.sock");

    /// <summary>The clock of a member that is given one of its own by a drill, in libfaketime's words: <c>+2h</c>. Without this file it has the machine's.</summary>
    /// <param name="member">The member's name.</param>
    public string ClockFile(string member) => System.IO.Path.Combine(Drills, "clocks", member);

    /// <summary>Names the assembly that a member is run from instead of the one that was built with the AppHost.</summary>
    /// <param name="member">The member's name.</param>
    public string AssemblyFile(string member) => System.IO.Path.Combine(Drills, "assemblies", member);

    /// <summary>Builds of other versions of the services, a folder each.</summary>
    public string Builds => Below("builds");

    // What a drill that was killed left must not outlive the topology that it was done to.
    private string Drills => Below("drills");

    private string LockFile => System.IO.Path.Combine(Run, "lock");

    /// <summary>The state folder of a topology. Only computes paths; nothing is read or made.</summary>
    /// <param name="name">1 to 40 of a–z, 0–9 and '-', starting with a letter.</param>
    /// <param name="root">The folder that holds the topologies' folders, or null for the default.</param>
    /// <exception cref="StateException">The name is not allowed.</exception>
    public static StateFolder At(string name = DefaultName, string? root = null) =>
        NamePattern().IsMatch(name)
            ? new StateFolder(name, System.IO.Path.GetFullPath(root ?? DefaultRoot()))
            : throw new StateException($"'{name}' is not a topology's name: use 1 to 40 of a–z, 0–9 and '-', starting with a letter.");

    /// <summary>Whether the folder holds a topology's state.</summary>
    public bool Exists => File.Exists(System.IO.Path.Combine(Path, StateMarker.FileName));

    /// <summary>Whether a running AppHost holds the folder.</summary>
    public bool IsLocked()
    {
        if (!File.Exists(LockFile))
        {
            return false;
        }

        using var held = TryLock();
        return held is null;
    }

    /// <summary>Whether this process holds the folder, through whichever of its parts.</summary>
    public bool IsHeldHere => StateHold.Has(Path);

    /// <summary>Makes the folder if it is new, checks that it is one of ours otherwise, and holds it until the result is disposed.</summary>
    /// <exception cref="StateException">The folder is somebody else's, of another format, in use, or cannot be written.</exception>
    public IDisposable Open()
    {
        try
        {
            CheckMarker();
            Folders.CreateTraversable(Path);
            Folders.CreatePrivate(Run);
            var held = TryLock() ?? throw new StateException($"Topology '{Name}' is already running in {Path}: stop it with ./distribution down --name {Name}, or start another with --name.");
            if (Directory.Exists(Drills))
            {
                Directory.Delete(Drills, recursive: true);
            }

            Folders.CreateTraversable(Logs);
            Folders.CreateTraversable(Data);
            Folders.CreatePrivate(Secrets);
            if (!Exists)
            {
                new StateMarker(StateMarker.ThisKind, StateMarker.CurrentFormat, Name).Write(Path);
            }

            return new StateHold(Path, held);
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException and not StateException)
        {
            throw new StateException($"The state folder {Path} cannot be used: {failure.Message} Free space or fix its permissions, or choose another with --state.", failure);
        }
    }

    /// <summary>Deletes the topology's state.</summary>
    /// <exception cref="StateException">The folder is not a topology's, or a running AppHost holds it.</exception>
    public void Wipe()
    {
        if (!Directory.Exists(Path))
        {
            return;
        }

        CheckMarker();
        if (IsLocked())
        {
            throw new StateException($"Topology '{Name}' is running: stop it with ./distribution down --name {Name} before wiping it.");
        }

        // A drill that was killed leaves the disk that it had put under a member.
        foreach (var disk in MemoryDisk.Below(Path))
        {
            MemoryDisk.Unmount(disk);
        }

        Directory.Delete(Path, recursive: true);
    }

    private static string DefaultRoot()
    {
        if (Environment.IsPrivilegedProcess)
        {
            return "/var/lib/distribution";
        }

        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        var home = string.IsNullOrEmpty(state) ? System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state") : state;
        return System.IO.Path.Combine(home, "distribution");
    }

    private string Below(string folder) => System.IO.Path.Combine(Path, folder);

    // A folder with only an empty run/ is what an AppHost leaves that was killed between making it and writing the marker.
    private void CheckMarker()
    {
        if (Exists)
        {
            _ = StateMarker.Read(Path);
        }
        else if (Directory.Exists(Path) && Directory.EnumerateFileSystemEntries(Path).Any(entry => !Ours(entry)))
        {
            throw new StateException($"{Path} is not empty and holds no topology (no {StateMarker.FileName}): choose another folder with --state or --name. Nothing was changed.");
        }
    }

    private bool Ours(string entry) =>
        (entry == Run && Directory.EnumerateFileSystemEntries(entry).All(file => file == LockFile))
        || ((entry == Logs || entry == Data || entry == Secrets) && !Directory.EnumerateFileSystemEntries(entry).Any());

    private FileStream? TryLock()
    {
        try
        {
            return new FileStream(LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (failure is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException) && File.Exists(LockFile) && !IsFull(failure))
        {
            return null;
        }
    }

    private static bool IsFull(IOException failure) => failure.HResult == 28;

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamePattern();
}
