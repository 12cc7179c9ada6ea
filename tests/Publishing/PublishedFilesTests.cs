using Distribution.Servers;

namespace Distribution.Publishing.Tests;

/// <summary>What is committed below <c>deploy/</c> is what the AppHost says today, and none of it is a secret. That of azd names a project by a path, and has tests of its own.</summary>
public sealed class PublishedFilesTests
{
    [Theory]
    [InlineData("compose")]
    [InlineData("kubernetes")]
    public async Task Committed_files_are_what_is_published(string target)
    {
        using var folder = new TemporaryFolder();
        var output = folder["published"];

        await RealAppHost.PublishAsync(target, output);

        var (expected, actual) = (Read(Path.Combine(Checkout.Root, "deploy", target)), Read(output));
        Assert.True(expected.Keys.SequenceEqual(actual.Keys, StringComparer.Ordinal), $"Other files than in deploy/{target}: {string.Join(", ", expected.Keys.Except(actual.Keys).Concat(actual.Keys.Except(expected.Keys)))}. {Remedy(target)}");
        Assert.All(expected, file => Assert.True(file.Value == actual[file.Key], $"deploy/{target}/{file.Key} is not what the AppHost says today. {Remedy(target)}"));
    }

    [Theory]
    [InlineData("compose", 8)]
    [InlineData("kubernetes", 80)]
    [InlineData("azd", 11)]
    public async Task Secret_of_this_machine_is_in_no_file(string target, int fewest)
    {
        using var folder = new TemporaryFolder();
        const string Known = "a-secret-that-a-topology-of-this-machine-has";
        foreach (var secret in new[] { "postgres-access", "service-api", "valkey-app", "audit-checkpoint-key", "users" })
        {
            var file = folder["state", "known", "secrets", secret];
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, Known, TestContext.Current.CancellationToken);
        }

        await RealAppHost.PublishAsync(target, folder["published"], "--state", folder["state"], "--name", "known");

        var files = Read(folder["published"]);
        Assert.True(files.Count >= fewest, $"only {files.Count} files");
        Assert.All(files.Values, text => Assert.DoesNotContain(Known, text, StringComparison.Ordinal));
    }

    private static string Remedy(string target) => $"Run ./distribution publish {target} --force.";

    // An operator's secrets are beside what is committed, and git does not have them.
    private static SortedDictionary<string, string> Read(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (Path: file, Name: Path.GetRelativePath(folder, file)))
            .Where(file => !file.Name.StartsWith("secrets/", StringComparison.Ordinal))
            .ToDictionary(file => file.Name, file => File.ReadAllText(file.Path)),
        StringComparer.Ordinal);
}
