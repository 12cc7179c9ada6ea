namespace Distribution.Servers;

/// <summary>A folder that only this test uses, gone with it, and that an unprivileged server can enter.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private const UnixFileMode Traversable = (UnixFileMode)0b111_101_101;

    /// <summary>Makes it.</summary>
    public TemporaryFolder()
    {
        Path = Directory.CreateTempSubdirectory("distribution-test-").FullName;
        File.SetUnixFileMode(Path, Traversable);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>A path below it.</summary>
    public string this[params string[] parts] => System.IO.Path.Combine([Path, .. parts]);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
