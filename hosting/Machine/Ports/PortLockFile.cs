using Distribution.Machine.State;

namespace Distribution.Machine.Ports;

/// <summary>One file a port, locked by the process that leased it; the kernel drops the lock when that process dies, however it dies.</summary>
internal static class PortLockFile
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), $"distribution-ports-{Environment.UserName}");

    public static FileStream? TryOpen(int port)
    {
        Folders.CreatePrivate(Folder);
        try
        {
            // FileShare.None is flock(LOCK_EX | LOCK_NB) on Linux.
            return new FileStream(Path.Combine(Folder, port.ToString()), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
