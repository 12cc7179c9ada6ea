using System.Runtime.InteropServices;

namespace Distribution.Machine.Disks;

/// <summary>A file system in memory that holds no more than it was given, mounted on a folder: a disk that can be full. Needs the right to mount.</summary>
public static partial class MemoryDisk
{
    private const string Kind = "tmpfs";
    private const ulong Remount = 32;
    private const int Detach = 2;

    // CAP_SYS_ADMIN, by its number in the kernel's sets.
    private const int MayMount = 21;

    /// <summary>Why this process cannot mount one, and what would make it possible; null when it can.</summary>
    public static string? Lack => (Capabilities() >> MayMount & 1) == 1 ? null : "mounting a disk of a size needs root (CAP_SYS_ADMIN): run the topology and the drill as root.";

    /// <summary>Mounts an empty one on a folder, which everybody may enter.</summary>
    /// <param name="folder">An existing folder; what is in it is hidden until the disk is gone.</param>
    /// <param name="bytes">How much it holds.</param>
    /// <exception cref="IOException">It could not be mounted.</exception>
    public static void Mount(string folder, long bytes)
    {
        Check(MountCall(Kind, folder, Kind, 0, $"size={bytes},mode=755"), $"A disk of {bytes >> 20} MiB could not be mounted on {folder}");
        if (!IsAt(folder))
        {
            Unmount(folder);
            throw new IOException($"{folder} leads through a link, and the kernel knows disks by their paths without links: use that.");
        }
    }

    /// <summary>Changes how much it holds.</summary>
    /// <exception cref="IOException">It holds more already, or is no such disk.</exception>
    public static void Resize(string folder, long bytes) => Check(MountCall(Kind, folder, Kind, Remount, $"size={bytes}"), $"The disk at {folder} could not be resized to {bytes >> 20} MiB");

    /// <summary>Leaves no room on it; nothing is written for that.</summary>
    /// <exception cref="IOException">It is written to faster than it can be closed.</exception>
    public static void Fill(string folder)
    {
        for (var attempt = 1; ; attempt++)
        {
            var disk = new DriveInfo(folder);
            try
            {
                Resize(folder, disk.TotalSize - disk.TotalFreeSpace);
                return;
            }
            catch (IOException) when (attempt < 100)
            {
                // Somebody has written since it was measured.
            }
        }
    }

    /// <summary>Takes it away with all that is on it.</summary>
    /// <exception cref="IOException">It could not be.</exception>
    public static void Unmount(string folder) => Check(UnmountCall(folder, Detach), $"The disk at {folder} could not be unmounted");

    /// <summary>Whether one is mounted on exactly this folder.</summary>
    public static bool IsAt(string folder) => At(Path.GetFullPath(folder), exactly: true).Any();

    /// <summary>The folders at and below one on which disks in memory are mounted, the deepest first.</summary>
    public static IReadOnlyList<string> Below(string folder) => [.. At(Path.GetFullPath(folder), exactly: false).OrderByDescending(path => path.Length)];

    // A line of mountinfo: id, parent, device, root, mount point, options, any number of fields, "-", kind …
    private static IEnumerable<string> At(string folder, bool exactly) => File.ReadLines("/proc/self/mountinfo")
        .Select(line => line.Split(' '))
        .Where(fields => fields[Array.IndexOf(fields, "-") + 1] == Kind)
        .Select(fields => fields[4].Replace("\\040", " ", StringComparison.Ordinal))
        .Where(path => path == folder || (!exactly && path.StartsWith($"{folder.TrimEnd('/')}/", StringComparison.Ordinal)));

    private static ulong Capabilities() => File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("CapEff:", StringComparison.Ordinal)) is { } line
        ? Convert.ToUInt64(line["CapEff:".Length..].Trim(), 16)
        : 0;

    private static void Check(int result, string failure)
    {
        if (result != 0)
        {
            throw new IOException($"{failure}: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MountCall(string source, string target, string kind, ulong flags, string data);

    [LibraryImport("libc", EntryPoint = "umount2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnmountCall(string target, int flags);
}
