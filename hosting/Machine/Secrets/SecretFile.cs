using System.Buffers.Text;
using System.Security.Cryptography;
using Distribution.Machine.Processes;

namespace Distribution.Machine.Secrets;

/// <summary>A secret in a file that only its owner can read (mode 0600): never an argument, never an environment value.</summary>
public static class SecretFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the secret, or makes one from the system's random source and keeps it.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="bytes">Entropy of a new secret, in bytes; it is kept as base64url.</param>
    public static string ReadOrCreate(string path, int bytes = 24)
    {
        if (!File.Exists(path))
        {
            Write(path, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes)));
        }

        return File.ReadAllText(path).TrimEnd('\n');
    }

    /// <summary>Writes the secret: a reader sees the old content or the new one, never a part.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="content">What it will hold.</param>
    /// <param name="owner">Who shall own it, or null for this process's user.</param>
    public static void Write(string path, string content, Account? owner = null)
    {
        var fresh = $"{path}.{Guid.NewGuid():N}";
        try
        {
            using (var stream = new FileStream(fresh, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
            using (var writer = new StreamWriter(stream))
            {
                writer.Write(content);
                writer.Flush();
                stream.Flush(flushToDisk: true);
            }

            owner?.Own(fresh);
            File.Move(fresh, path, overwrite: true);
        }
        finally
        {
            File.Delete(fresh);
        }
    }
}
