using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Distribution.Machine.Processes;

/// <summary>
/// What sockets a process has open. Straight through libc, because a machine has tens of thousands of descriptors, and whoever asks holds up a connection for as long: the runtime's own way takes a
/// second for them on a busy machine, this one a few milliseconds.
/// </summary>
internal static unsafe partial class OpenSockets
{
    // open(2): O_RDONLY | O_DIRECTORY | O_CLOEXEC of x86-64 and arm64 differ in O_DIRECTORY, so it is left out: /proc/PID/fd is a directory.
    private const int CloseOnExec = 0x80000;

    // struct linux_dirent64 of getdents64(2).
    private const int LengthAt = 16;
    private const int NameAt = 19;

    private static ReadOnlySpan<byte> Link => "socket:["u8;

    /// <summary>Their inodes; none of a process that is gone or may not be looked at.</summary>
    public static IReadOnlyList<long> Of(int pid)
    {
        var folder = Open(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/fd"), CloseOnExec);
        if (folder < 0)
        {
            return [];
        }

        try
        {
            return Read(folder);
        }
        finally
        {
            _ = Close(folder);
        }
    }

    private static List<long> Read(int folder)
    {
        const int EntriesSize = 16 * 1024;
        const int LinkSize = 64;
        var entries = stackalloc byte[EntriesSize];
        var link = stackalloc byte[LinkSize];
        var found = new List<long>();
        for (nint read; (read = GetEntries(folder, entries, EntriesSize)) > 0;)
        {
            for (nint at = 0; at < read; at += BinaryPrimitives.ReadUInt16LittleEndian(new ReadOnlySpan<byte>(entries + at + LengthAt, sizeof(ushort))))
            {
                var target = new ReadOnlySpan<byte>(link, (int)Math.Max(0, ReadLink(folder, entries + at + NameAt, link, LinkSize)));
                if (target.StartsWith(Link) && long.TryParse(Encoding.ASCII.GetString(target[Link.Length..^1]), NumberStyles.None, CultureInfo.InvariantCulture, out var inode))
                {
                    found.Add(inode);
                }
            }
        }

        return found;
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "getdents64")]
    private static partial nint GetEntries(int folder, byte* entries, nuint size);

    [LibraryImport("libc", EntryPoint = "readlinkat")]
    private static partial nint ReadLink(int folder, byte* name, byte* link, nuint size);
}
