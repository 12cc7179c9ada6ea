using System.Security.Cryptography;

namespace Distribution.Identity;

/// <summary>Files that only their owner may read: refused when others may, written whole or not at all.</summary>
internal static class SecretFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnerOnly | UnixFileMode.UserExecute;

    // Kubernetes mounts a secret as root's, and lets the pod's own group read it.
    private const UnixFileMode Mounted = UnixFileMode.UserRead | UnixFileMode.GroupRead;

    /// <exception cref="InvalidOperationException">Others than its owner may use the file.</exception>
    public static string Read(string path)
    {
        var mode = File.GetUnixFileMode(path);
        return (mode & ~OwnersFolder) == UnixFileMode.None || mode == Mounted
            ? File.ReadAllText(path)
            : throw new InvalidOperationException($"{path} has mode {Convert.ToString((int)mode, 8)}: others may use the secret in it. Set 'chmod 600 {path}', and make a new secret if others were on this machine.");
    }

    public static void Write(string path, string content)
    {
        var draft = $"{path}.{Guid.CreateVersion7():N}";
        try
        {
            using (var stream = new FileStream(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
            {
                using var writer = new StreamWriter(stream, leaveOpen: true);
                writer.Write(content);
                writer.Flush();
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    public static void MakeFolder(string path) => Directory.CreateDirectory(path, OwnersFolder);

    /// <summary>24 bytes of the system's random source, in letters that need no quoting.</summary>
    public static string NewSecret() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
}
