namespace Distribution.Machine.State;

/// <summary>Writes what servers that run as another account have to read; no secrets.</summary>
public static class SharedFile
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Writes it at once or not at all; makes its folder, and the one above.</summary>
    public static void Write(string path, string content)
    {
        var folder = Path.GetDirectoryName(path)!;
        Folders.CreateTraversable(Path.GetDirectoryName(folder)!);
        Folders.CreateTraversable(folder);
        var next = path + ".new";
        File.WriteAllText(next, content);
        File.SetUnixFileMode(next, Readable);
        File.Move(next, path, overwrite: true);
    }
}
