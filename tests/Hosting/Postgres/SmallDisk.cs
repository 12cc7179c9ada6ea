using System.Diagnostics;
using Distribution.Machine.Processes;

namespace Distribution.Hosting.Tests.Postgres;

/// <summary>A file system of a few megabytes, in memory.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly Servers.TemporaryFolder _folder = new();

    private SmallDisk()
    {
    }

    public string Path => _folder["disk"];

    private string Filler => System.IO.Path.Combine(Path, "filler");

    /// <summary>Mounts one, or returns null where that is not allowed.</summary>
    public static SmallDisk? TryMount(int megabytes)
    {
        var disk = new SmallDisk();
        Directory.CreateDirectory(disk.Path);
        if (Environment.IsPrivilegedProcess && Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk.Path))
        {
            Account.ForServers()?.Own(disk.Path);
            return disk;
        }

        disk._folder.Dispose();
        return null;
    }

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        try
        {
            using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
            var block = new byte[64 * 1024];
            while (true)
            {
                filler.Write(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void Clear() => File.Delete(Filler);

    public void Dispose()
    {
        foreach (var pid in ProcessTable.All().Where(pid => ProcessTable.CommandLine(pid).Contains(Path, StringComparison.Ordinal)))
        {
            Signal.Send(pid, SignalKind.Kill);
        }

        Run("umount", "-l", Path);
        _folder.Dispose();
    }

    private static bool Run(string command, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(command, args) { UseShellExecute = false, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
