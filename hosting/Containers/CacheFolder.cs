namespace Distribution.Containers;

/// <summary>The folder of what can be made again, the same as the launcher's.</summary>
internal static class CacheFolder
{
    public static string Path { get; } = System.IO.Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "distribution");
}
