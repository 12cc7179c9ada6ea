using System.Text.Json.Nodes;
using Distribution.Publishing.Azd;
using Distribution.Publishing.Lint.Azd;
using Distribution.Servers;

namespace Distribution.Publishing.Tests.Azd;

/// <summary>The real AppHost, asked as azd asks it, and as the command line does.</summary>
public sealed class AppHostManifestTests
{
    private static readonly string Committed = Path.Combine(Checkout.Root, "deploy", "azd");

    [Fact]
    public async Task AppHost_asked_by_azd_answers_with_what_is_committed()
    {
        using var folder = new TemporaryFolder();
        var path = folder["aspire-manifest.json"];

        await RealAppHost.RunAsync("--publisher", "manifest", "--output-path", path);

        var modules = Read(folder.Path, "*.bicep");
        Assert.Empty(ManifestLint.Check(File.ReadAllText(path), modules));
        Assert.Equal(Read(Committed, "*.bicep"), modules);
        Assert.True(JsonNode.DeepEquals(WithoutPaths(Path.Combine(Committed, AzdEmitter.Manifest)), WithoutPaths(path)), "deploy/azd is not what the AppHost says today: run ./distribution publish azd --force.");
    }

    [Fact]
    public async Task Publish_azd_writes_what_is_committed()
    {
        using var folder = new TemporaryFolder();
        var output = Path.Combine(folder.Path, "deploy", "azd");

        await RealAppHost.RunAsync("--operation", "publish", "--step", "publish-azd", "--output-path", output);

        Assert.Equal(Read(Committed, "*.bicep"), Read(output, "*.bicep"));
        Assert.True(JsonNode.DeepEquals(WithoutPaths(Path.Combine(Committed, AzdEmitter.Manifest)), WithoutPaths(Path.Combine(output, AzdEmitter.Manifest))), "deploy/azd is not what the AppHost says today: run ./distribution publish azd --force.");
        Assert.EndsWith("AppHost/AppHost.csproj", Project(output), StringComparison.Ordinal);
        Assert.Equal("../../AppHost/AppHost.csproj", Project(Committed));
    }

    private static SortedDictionary<string, string> Read(string folder, string pattern) =>
        new(Directory.EnumerateFiles(folder, pattern).ToDictionary(file => Path.GetFileName(file), File.ReadAllText), StringComparer.Ordinal);

    private static string Project(string folder) => File.ReadLines(Path.Combine(folder, AzureYaml.FileName)).Single(line => line.TrimStart().StartsWith("project:", StringComparison.Ordinal)).Split(": ")[1];

    // A project's path depends on where the manifest is; that it is the right one is said by its end.
    private static JsonObject WithoutPaths(string manifest)
    {
        var root = (JsonObject)JsonNode.Parse(File.ReadAllText(manifest))!;
        foreach (var (name, resource) in (JsonObject)root["resources"]!)
        {
            if ((string)resource!["type"]! == "project.v1")
            {
                var project = (string)resource["path"]!;
                Assert.EndsWith(".csproj", project, StringComparison.Ordinal);
                resource["path"] = $"{name}: {Path.GetFileName(project)}";
            }
        }

        return root;
    }
}
