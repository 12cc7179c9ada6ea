namespace Distribution.Containers.Engine;

/// <summary>
/// Where an engine of our own keeps what it has: images, so that they outlive a run, its socket and its log. <c>$DISTRIBUTION_ENGINE_FOLDER</c>, or a folder of the cache.
/// </summary>
internal static class EngineFolder
{
    public static string Path { get; } = Environment.GetEnvironmentVariable("DISTRIBUTION_ENGINE_FOLDER") is { Length: > 0 } chosen ? chosen : System.IO.Path.Combine(CacheFolder.Path, "engine");

    public static string Data => Below("data");

    public static string Run => Below("run");

    public static string Pid => Below("docker.pid");

    public static string Socket => Below("docker.sock");

    public static string Log => Below("dockerd.log");

    /// <summary>Held by whoever starts or stops the engine.</summary>
    public static string Lock => Below("lock");

    public static string Address => $"unix://{Socket}";

    private static string Below(string name) => System.IO.Path.Combine(Path, name);
}
