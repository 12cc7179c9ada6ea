using System.Security.Cryptography;
using System.Text;
using Distribution.Machine.Tools;
using Distribution.Publishing.Tools;

namespace Distribution.Publishing.Lint.Schema;

/// <summary>
/// The schemas of Kubernetes and of the operators that charts of ours name, as npm's kubernetes-models packages carry them. They are installed into the cache folder, by a lock file that pins the
/// integrity of each, and never become part of the repository.
/// </summary>
internal static class KubernetesSchemas
{
    private const string Resources = "schema/";
    private static readonly string[] PackageFiles = ["package.json", "package-lock.json"];

    /// <summary>Where they are, or will be: another lock file means another folder.</summary>
    public static string Folder { get; } = Path.Combine(Tool.Cache(), "npm", $"kubernetes-schemas-{Convert.ToHexStringLower(SHA256.HashData(Read("package-lock.json")))[..12]}");

    /// <summary>Whether they are there.</summary>
    public static bool AreFetched => Directory.Exists(Folder);

    /// <summary>Whether documents can be decoded without fetching anything.</summary>
    public static bool AreUsable => AreFetched && Tool.TryFind("node") is not null;

    /// <summary>Installs them through npm, unless they are there.</summary>
    /// <param name="cancellationToken">Gives up; what was begun is removed.</param>
    /// <returns><see cref="Folder"/>.</returns>
    /// <exception cref="PublishException">They could not be had, or are not what they should be.</exception>
    /// <exception cref="MissingToolException">npm is not installed.</exception>
    public static async Task<string> FetchAsync(CancellationToken cancellationToken)
    {
        if (AreFetched)
        {
            return Folder;
        }

        using var staging = new StagingFolder(Folder);
        foreach (var file in PackageFiles)
        {
            await File.WriteAllBytesAsync(Path.Combine(staging.Path, file), Read(file), cancellationToken);
        }

        var install = await Command.RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder: staging.Path, cancellationToken: cancellationToken);
        if (install.ExitCode != 0)
        {
            throw new PublishException($"The schemas of Kubernetes could not be installed (npm ci ended with {install.ExitCode}): {install.Error.Trim()}");
        }

        staging.Publish();
        return Folder;
    }

    /// <summary>The program that decodes, run by node: the one of this build, whatever was fetched when.</summary>
    public static string Decoder { get; } = Encoding.UTF8.GetString(Read("decode.mjs"));

    private static byte[] Read(string name)
    {
        using var resource = typeof(KubernetesSchemas).Assembly.GetManifestResourceStream(Resources + name)!;
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return content;
    }
}
