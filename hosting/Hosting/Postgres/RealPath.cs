using System.Runtime.InteropServices;
using System.Text;

namespace Distribution.Hosting.Postgres;

/// <summary>A path without links, as /proc shows it.</summary>
internal static partial class RealPath
{
    // PATH_MAX of Linux.
    private const int Longest = 4096;

    /// <summary>The path without links, or itself when it does not exist yet.</summary>
    public static string Of(string path)
    {
        var resolved = new byte[Longest];
        return Resolve(path, resolved) != 0 ? Encoding.UTF8.GetString(resolved, 0, Array.IndexOf(resolved, (byte)0)) : path;
    }

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Resolve(string path, [Out] byte[] resolved);
}
