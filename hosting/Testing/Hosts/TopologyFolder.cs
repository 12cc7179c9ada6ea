using System.Globalization;
using Distribution.Machine.Processes;
using Distribution.Machine.State;

namespace Distribution.Testing.Hosts;

/// <summary>
/// The folder of one topology of one test: <c>distribution-topology-XXXXXX</c>, with the state folder, <c>histories</c>, <c>reports</c> and what the AppHost printed. It goes with the topology, unless it is to be
/// kept; what a test process left that was killed together with everything it had started, the next one removes.
/// </summary>
internal sealed class TopologyFolder
{
    private const string Prefix = "distribution-topology-";
    private const string OwnerFile = "owner";
    private const string KeepFile = "kept";
    private const string StateName = "test";
    private const UnixFileMode Traversable = (UnixFileMode)0b111_101_101;

    private TopologyFolder(string path)
    {
        Path = path;
        State = StateFolder.At(StateName, path);
    }

    public string Path { get; }

    public StateFolder State { get; }

    public string Printed => System.IO.Path.Combine(Path, "apphost.log");

    /// <summary>Its presence is what the shell that ends last looks for.</summary>
    public string Keep => System.IO.Path.Combine(Path, KeepFile);

    public bool IsKept => File.Exists(Keep);

    public static TopologyFolder Create(string below)
    {
        Sweep(below);
        var path = System.IO.Path.Combine(below, Prefix + Guid.NewGuid().ToString("N")[..8]);
        Directory.CreateDirectory(path, Traversable);
        File.SetUnixFileMode(path, Traversable);
        File.WriteAllText(System.IO.Path.Combine(path, OwnerFile), Owner(Environment.ProcessId));
        return new(path);
    }

    public string New(string kind, string name)
    {
        var folder = System.IO.Path.Combine(Path, kind);
        Directory.CreateDirectory(folder);
        return System.IO.Path.Combine(folder, name);
    }

    /// <summary>From now on the folder stays.</summary>
    public void KeepIt() => File.WriteAllText(Keep, "");

    /// <summary>Removes the folder, or of one that is kept what nobody reads: data and secrets.</summary>
    public void Remove()
    {
        string[] gone = IsKept ? [State.Data, State.Secrets, State.Run, System.IO.Path.Combine(State.Path, "engine")] : [Path];
        foreach (var folder in gone)
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static void Sweep(string below)
    {
        foreach (var path in Directory.EnumerateDirectories(below, Prefix + "*"))
        {
            var folder = new TopologyFolder(path);
            try
            {
                var owner = File.ReadAllText(System.IO.Path.Combine(path, OwnerFile));
                if (!folder.IsKept && Owner(int.Parse(owner.Split(' ')[0], CultureInfo.InvariantCulture)) != owner && !folder.State.IsLocked())
                {
                    folder.Remove();
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException)
            {
                // It is just being made or removed, or somebody else's.
            }
        }
    }

    // A process id alone comes back one day.
    private static string Owner(int pid) => $"{pid} {ProcessTable.StartTime(pid)}";
}
