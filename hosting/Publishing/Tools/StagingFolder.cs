namespace Distribution.Publishing.Tools;

/// <summary>A folder that is filled beside its final place and appears there whole or not at all, also when two processes fill it at once.</summary>
internal sealed class StagingFolder : IDisposable
{
    private readonly string _target;

    /// <summary>Makes the folder to fill.</summary>
    /// <param name="target">Where it will be.</param>
    public StagingFolder(string target)
    {
        _target = target;
        Path = $"{target}.{Guid.NewGuid():N}";
        Directory.CreateDirectory(Path);
    }

    /// <summary>Where to fill it.</summary>
    public string Path { get; }

    /// <summary>Puts it in its final place; whoever was first there keeps it.</summary>
    public void Publish()
    {
        try
        {
            Directory.Move(Path, _target);
        }
        catch (IOException) when (Directory.Exists(_target))
        {
        }
    }

    /// <summary>Removes what was not published.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
