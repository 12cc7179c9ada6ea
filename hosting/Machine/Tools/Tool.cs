using System.Globalization;

namespace Distribution.Machine.Tools;

/// <summary>Finds the programs that a topology runs.</summary>
public static class Tool
{
    /// <summary>The oldest PostgreSQL that works: the first with all that the supervisor relies on (pg_promote's wait, syncfs at start).</summary>
    public const int OldestPostgres = 15;

    /// <summary>The version of Aspire's npm package whose orchestrator and dashboard are used.</summary>
    public const string AspireBundleVersion = "13.5.4";

    private const string DebianPostgres = "/usr/lib/postgresql";
    private static readonly string[] SystemFolders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    // Debian's fallback where Valkey is not packaged: the same protocol, configuration and Sentinel.
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["valkey-server"] = ["valkey-server", "redis-server"],
        ["valkey-sentinel"] = ["valkey-sentinel", "redis-sentinel"],
        ["valkey-cli"] = ["valkey-cli", "redis-cli"],
    };

    /// <summary>The path of a program: PostgreSQL's tools, <c>valkey-server</c>, <c>valkey-sentinel</c>, <c>pgbouncer</c>, <c>dcp</c>, <c>aspire-managed</c>, or anything on PATH.</summary>
    /// <exception cref="MissingToolException">It is not installed.</exception>
    public static string Find(string name) => TryFind(name) ?? throw new MissingToolException(name);

    /// <summary>As <see cref="Find"/>, but null when it is not installed.</summary>
    public static string? TryFind(string name) =>
        Folders().SelectMany(_ => Names.GetValueOrDefault(name) ?? [name], Path.Combine).FirstOrDefault(File.Exists);

    /// <summary>Where Aspire's orchestrator and dashboard were unpacked: <c>$DISTRIBUTION_ASPIRE_BUNDLE</c>, or the cache folder that the launcher fills.</summary>
    public static string AspireBundle()
    {
        if (Environment.GetEnvironmentVariable("DISTRIBUTION_ASPIRE_BUNDLE") is { Length: > 0 } chosen)
        {
            return chosen;
        }

        return Path.Combine(Cache(), $"aspire-{AspireBundleVersion}", "bundle");
    }

    /// <summary>The folder of what is downloaded once and can be downloaded again: <c>distribution</c> in <c>$XDG_CACHE_HOME</c>, or in <c>~/.cache</c>.</summary>
    public static string Cache()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        var home = string.IsNullOrEmpty(cache) ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache") : cache;
        return Path.Combine(home, "distribution");
    }

    private static IEnumerable<string> Folders() =>
    [
        Path.Combine(AspireBundle(), "dcp"),
        Path.Combine(AspireBundle(), "managed"),
        .. PostgresFolders(),
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries),
        .. SystemFolders,
    ];

    private static IEnumerable<string> PostgresFolders() =>
        !Directory.Exists(DebianPostgres)
            ? []
            : Directory.EnumerateDirectories(DebianPostgres)
                .Select(folder => (folder, version: int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0))
                .Where(found => found.version >= OldestPostgres)
                .OrderByDescending(found => found.version)
                .Select(found => Path.Combine(found.folder, "bin"));
}
