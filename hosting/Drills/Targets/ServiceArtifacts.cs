namespace Distribution.Drills.Targets;

/// <summary>A build of the services, as the SDK lays its artifacts out: <c>bin/Api/CONFIGURATION/Distribution.Api.dll</c>.</summary>
internal static class ServiceArtifacts
{
    /// <summary>The assembly that a group of members is run from; null when the build has none for it.</summary>
    public static string? FindProgram(string folder, string group) => new DirectoryInfo(Path.Combine(folder, "bin")) is { Exists: true } bin
        ? bin.EnumerateDirectories()
            .Where(project => string.Equals(project.Name, group, StringComparison.OrdinalIgnoreCase))
            .SelectMany(project => project.EnumerateFiles($"Distribution.{project.Name}.dll", SearchOption.AllDirectories))
            .FirstOrDefault(file => File.Exists(Path.ChangeExtension(file.FullName, ".runtimeconfig.json")))?.FullName
        : null;
}
