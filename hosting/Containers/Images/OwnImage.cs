namespace Distribution.Containers.Images;

/// <summary>One of the images that the distribution consists of.</summary>
/// <param name="Name">The last part of its repository: <c>api</c>, <c>postgres</c>.</param>
/// <param name="Project">The .NET project that it runs; null for a server that is built from a folder of <c>deploy/images</c>.</param>
public sealed record OwnImage(string Name, string? Project = null)
{
    /// <summary>The first part of every repository.</summary>
    public const string Repository = "distribution";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<OwnImage> All =
    [
        new("gateway", "Gateway"), new("identity", "Identity"), new("api", "Api"), new("audit", "Audit"), new("scheduler", "Scheduler"), new("worker", "Worker"), new("migrations", "Migrations"),
        new("postgres"), new("valkey"), new("etcd"),
    ];

    /// <summary>Repository and tag.</summary>
    public string Reference(string tag) => $"{Repository}/{Name}:{tag}";
}
