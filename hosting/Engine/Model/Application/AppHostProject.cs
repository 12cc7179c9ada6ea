using System.Reflection;

namespace Distribution.Engine.Model;

internal static class AppHostProject
{
    /// <summary>The name that Projects.targets, and Aspire's own SDK, write the folder of the AppHost's project under.</summary>
    private const string PathKey = "AppHostProjectPath";

    public static string? PathOf(Assembly? assembly) =>
        assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(data => data.Key == PathKey)?.Value;
}
