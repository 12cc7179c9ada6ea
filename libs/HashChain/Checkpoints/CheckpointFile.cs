using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Distribution.HashChain.Checkpoints;

/// <summary>
/// The last checkpoint, in a file outside of the database, sealed with a key (HMAC-SHA-256) that the database's administrators do not have. It never goes back: a checkpoint of an
/// earlier record does not replace a later one.
/// </summary>
public sealed class CheckpointFile
{
    private const int ShortestKey = 16;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Kubernetes mounts a secret as root's, and lets the pod's own group read it.
    private const UnixFileMode Mounted = UnixFileMode.UserRead | UnixFileMode.GroupRead;

    private readonly string _path;
    private readonly byte[] _key;

    private CheckpointFile(string path, byte[] key) => (_path, _key) = (path, key);

    /// <summary>Opens the file; it need not be there yet. A key is made only where neither key nor checkpoint are: a new key for an old checkpoint would hide that somebody changed it.</summary>
    /// <param name="path">The checkpoint.</param>
    /// <param name="keyPath">The key, in a file of mode 0600, or 0440 as Kubernetes mounts it.</param>
    /// <exception cref="CheckpointException">The key is missing or too short, or others can read it.</exception>
    public static CheckpointFile Open(string path, string keyPath)
    {
        if (!File.Exists(keyPath))
        {
            if (File.Exists(path))
            {
                throw new CheckpointException($"The checkpoint {path} is there and its key {keyPath} is not: restore the key, or, knowing that nothing proves the chain then, remove the checkpoint.");
            }

            WriteAtomically(keyPath, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        }

        if (File.GetUnixFileMode(keyPath) is var mode && (mode & ~OwnerOnly) != UnixFileMode.None && mode != Mounted)
        {
            throw new CheckpointException($"The key {keyPath} can be read or written by others: chmod 600 {keyPath}.");
        }

        return With(path, File.ReadAllText(keyPath).Trim(), $"The key {keyPath}");
    }

    /// <summary>Opens the file with a key that is no file: for platforms that hand secrets over as environment variables. It need not be there yet.</summary>
    /// <param name="path">The checkpoint.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="CheckpointException">The key is too short.</exception>
    public static CheckpointFile OpenWith(string path, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return With(path, key.Trim(), $"The key given for {path}");
    }

    /// <summary>The last checkpoint; null when none was written yet.</summary>
    /// <exception cref="CheckpointException">It is damaged, or was not sealed with this key.</exception>
    public Checkpoint? Read()
    {
        if (!File.Exists(_path))
        {
            return null;
        }

        try
        {
            var root = JsonElement.Parse(File.ReadAllText(_path));
            var checkpoint = new Checkpoint(
                new(root.GetProperty("sequence").GetInt64(), Convert.FromHexString(root.GetProperty("hash").GetString()!)),
                root.GetProperty("at").GetDateTimeOffset());
            return CryptographicOperations.FixedTimeEquals(Seal(checkpoint), Convert.FromHexString(root.GetProperty("hmac").GetString()!))
                ? checkpoint
                : throw new CheckpointException($"The checkpoint {_path} was not sealed with this key: it was changed, or the key was.");
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentNullException)
        {
            throw new CheckpointException($"The checkpoint {_path} is damaged: {failure.Message}", failure);
        }
    }

    /// <summary>Writes a checkpoint unless a later one is there; what was there stays until the new one is on the disk.</summary>
    /// <returns>Whether it was written.</returns>
    public bool Write(Checkpoint checkpoint)
    {
        if (Read() is { } standing && standing.Head.Sequence >= checkpoint.Head.Sequence)
        {
            return false;
        }

        WriteAtomically(_path, string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"sequence":{{checkpoint.Head.Sequence}},"hash":"{{checkpoint.Head.HashText}}","at":"{{checkpoint.At:O}}","hmac":"{{Convert.ToHexStringLower(Seal(checkpoint))}}"}"""));
        return true;
    }

    private static CheckpointFile With(string path, string key, string what) => key.Length >= ShortestKey
        ? new(path, Encoding.UTF8.GetBytes(key))
        : throw new CheckpointException($"{what} has {key.Length} characters; it needs {ShortestKey}.");

    private static void WriteAtomically(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var next = $"{path}.next";
        using (var file = new FileStream(next, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            file.Write(Encoding.UTF8.GetBytes(content));
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }

    private byte[] Seal(Checkpoint checkpoint) => HMACSHA256.HashData(
        _key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"distribution/checkpoint/1\n{checkpoint.Head.Sequence}\n{checkpoint.Head.HashText}\n{checkpoint.At.UtcTicks}")));
}
