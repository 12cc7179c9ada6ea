using System.Text;
using Distribution.Engine.Processes;

namespace Distribution.Engine.Dcp;

/// <summary>
/// What one run of DCP keeps, in a private folder of its own under <c>&lt;state&gt;/engine</c>: certificate, kubeconfig with the token, its state, and the output files of its executables.
/// Nothing of it outlives the run. A run that was killed leaves its folder; the file <c>owner</c> in it names the reaper that ends what that run had started, and the next run waits for it.
/// </summary>
internal sealed class DcpFolder
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string OwnerFile = "owner";

    // sockaddr_un: 108 bytes with the closing zero. DCP adds "/dcp/dcp-notify-sock-" and 8 letters to its cache folder.
    private const int LongestSocketPath = 107;
    private const string SocketBelowCache = "/dcp/dcp-notify-sock-12345678";

    // The reaper is done after 3 s of grace and a few milliseconds.
    private static readonly TimeSpan PredecessorPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private DcpFolder(string path, string cache)
    {
        Path = path;
        Cache = cache;
    }

    public string Path { get; }

    /// <summary>Where DCP makes its socket: in the folder, unless that path is too long for one.</summary>
    public string Cache { get; }

    public string Kubeconfig => System.IO.Path.Combine(Path, "kubeconfig");

    /// <summary>Makes the folder of a new run.</summary>
    /// <param name="parent">Holds the folders of all runs.</param>
    public static DcpFolder Create(string parent)
    {
        Directory.CreateDirectory(parent, Private);
        var path = System.IO.Path.Combine(parent, $"run-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}");
        Directory.CreateDirectory(path, Private);
        var fits = Encoding.UTF8.GetByteCount(path + SocketBelowCache) <= LongestSocketPath;
        return new DcpFolder(path, fits ? path : Directory.CreateTempSubdirectory("dcp-").FullName);
    }

    /// <summary>Waits until what killed runs had started is gone, and removes their folders.</summary>
    /// <exception cref="DcpException">It is still there after 10 s.</exception>
    public static async Task RemovePredecessorsAsync(string parent, TimeProvider time, CancellationToken cancellationToken)
    {
        foreach (var folder in Directory.Exists(parent) ? Directory.GetDirectories(parent, "run-*") : [])
        {
            var file = System.IO.Path.Combine(folder, OwnerFile);
            var owner = File.Exists(file) ? ProcessIdentity.Parse(await File.ReadAllTextAsync(file, cancellationToken)) : null;
            var started = time.GetTimestamp();
            while (owner?.IsAlive() is true)
            {
                if (time.GetElapsedTime(started) > PredecessorPatience)
                {
                    throw new DcpException($"An earlier run of this topology is still there (pid {owner.Value.Pid}): stop it with ./distribution down, or end that process.");
                }

                await Task.Delay(Interval, time, cancellationToken);
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Names the process that must be gone before another run may start.</summary>
    public void WriteOwner(ProcessIdentity owner) => File.WriteAllText(System.IO.Path.Combine(Path, OwnerFile), owner.ToString());

    public void Delete()
    {
        foreach (var folder in new[] { Path, Cache }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
