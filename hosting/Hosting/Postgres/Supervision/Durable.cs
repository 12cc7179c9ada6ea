using System.Runtime.InteropServices;

namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>Makes a rename in a folder survive a power cut. .NET opens no directories, so this asks the C library.</summary>
internal static partial class Durable
{
    private const int ReadOnlyDirectory = 0x10000;

    /// <exception cref="IOException">The folder could not be flushed.</exception>
    public static void Flush(string folder)
    {
        var descriptor = Open(folder, ReadOnlyDirectory);
        if (descriptor < 0)
        {
            throw new IOException($"{folder} could not be opened: {Marshal.GetLastPInvokeErrorMessage()}.");
        }

        var flushed = Fsync(descriptor);
        var error = Marshal.GetLastPInvokeErrorMessage();
        _ = Close(descriptor);
        if (flushed != 0)
        {
            throw new IOException($"{folder} could not be flushed to disk: {error}.");
        }
    }

    /// <summary>Begins to flush all of the file system that the folder is on. That can take as long as everybody else's writes take, so nobody waits for it.</summary>
    public static void FlushLater(string folder) =>
        _ = Task.Run(() =>
        {
            var descriptor = Open(folder, ReadOnlyDirectory);
            if (descriptor >= 0)
            {
                _ = Syncfs(descriptor);
                _ = Close(descriptor);
            }
        });

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "syncfs")]
    private static partial int Syncfs(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
