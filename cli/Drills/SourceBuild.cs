using Distribution.Cli.Testing;
using Distribution.Cli.Topologies;
using Distribution.Drills.Targets;

namespace Distribution.Cli.Drills;

/// <summary>Builds the services from this clone's sources, beside what is built of them here.</summary>
internal static class SourceBuild
{
    public static async Task BuildAsync(string version, string folder, CancellationToken cancellation)
    {
        Console.Error.WriteLine($"  building the services as version {version} …");
        var (code, output) = await Dotnet.CaptureAsync(
            ["build", Path.Combine(SourceTree.Root, "AppHost", "AppHost.csproj"), "-c", SourceTree.Configuration, "--artifacts-path", folder, $"-p:Version={version}", "-v", "quiet", "-clp:NoSummary"],
            cancellation);
        if (code != 0)
        {
            throw new TargetException($"The services could not be built as version {version}: {output.Trim()}");
        }
    }
}
