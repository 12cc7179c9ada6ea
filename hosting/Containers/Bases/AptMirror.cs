namespace Distribution.Containers.Bases;

/// <summary>Where this machine takes Debian's packages from.</summary>
internal static class AptMirror
{
    private const string Sources = "/etc/apt/sources.list.d";
    private const string OldSources = "/etc/apt/sources.list";

    /// <summary>The first mirror of the machine's own apt sources.</summary>
    /// <exception cref="ContainerException">There is none.</exception>
    public static string Find() =>
        (Directory.Exists(Sources) ? Directory.EnumerateFiles(Sources, "*.sources").Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Select(OfField) : [])
        .Concat(File.Exists(OldSources) ? File.ReadLines(OldSources).Select(OfLine) : [])
        .FirstOrDefault(mirror => mirror is not null)
        ?? throw new ContainerException($"No mirror of Debian is named in {Sources} or {OldSources}: pull the base images on a machine that reaches a registry, and 'docker load' them here.");

    private static string? OfField(string line) =>
        line.StartsWith("URIs:", StringComparison.Ordinal) ? line["URIs:".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() : null;

    private static string? OfLine(string line) =>
        line.StartsWith("deb ", StringComparison.Ordinal) ? line.Split(' ').FirstOrDefault(word => word.Contains("://", StringComparison.Ordinal)) : null;
}
