namespace Distribution.Publishing.Emitting;

/// <summary>The folder that a target's files are written into: all of them, or none.</summary>
/// <param name="path">Its absolute path.</param>
/// <param name="force">Whether it may have something in it already. Files of the same names are then replaced; others, such as an operator's own settings, stay.</param>
internal sealed class OutputFolder(string path, bool force)
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Runnable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Finds out whether it can be written to, before anything is made.</summary>
    /// <exception cref="PublishException">It is a file, or has something in it.</exception>
    public void Check()
    {
        if (File.Exists(path))
        {
            throw new PublishException($"--output: {path} is a file: name a folder.");
        }

        if (!force && Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw new PublishException($"--output: {path} has something in it: name an empty folder, or replace what has the same name with --force.");
        }
    }

    /// <summary>Writes the files: first beside the folder, so that a failure leaves nothing half-written, then each into its place.</summary>
    /// <exception cref="PublishException">They cannot be written there.</exception>
    public void Write(IReadOnlyList<EmittedFile> files)
    {
        var fresh = $"{path.TrimEnd(System.IO.Path.DirectorySeparatorChar)}.publishing-{Guid.NewGuid():N}";
        try
        {
            foreach (var file in files)
            {
                WriteFile(System.IO.Path.Combine(fresh, file.Path), file);
            }

            foreach (var file in files)
            {
                var target = System.IO.Path.Combine(path, file.Path);
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
                File.Move(System.IO.Path.Combine(fresh, file.Path), target, overwrite: true);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new PublishException($"--output: {path} cannot be written: {failure.Message}");
        }
        finally
        {
            if (Directory.Exists(fresh))
            {
                Directory.Delete(fresh, recursive: true);
            }
        }
    }

    private static void WriteFile(string target, EmittedFile file)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        File.WriteAllText(target, file.Content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(target, file.IsExecutable ? Runnable : Readable);
        }
    }
}
