using System.Diagnostics;
using Distribution.Containers.Docker;

namespace Distribution.Containers.Images;

/// <summary>Builds the images.</summary>
/// <param name="docker">The engine.</param>
/// <param name="sources">The root of the source tree.</param>
/// <param name="configuration">Debug or Release: which build of the services goes into them.</param>
public sealed class ImageBuild(DockerClient docker, string sources, string configuration)
{
    private string Folder => Path.Combine(sources, "deploy", "images");

    /// <summary>Builds one image.</summary>
    /// <param name="image">Which.</param>
    /// <param name="tag">Its tag.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The image, and how long it took.</returns>
    /// <exception cref="ContainerException">The build failed.</exception>
    public async Task<(LocalImage Image, TimeSpan Took)> BuildAsync(OwnImage image, string tag, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        var clock = Stopwatch.StartNew();
        var reference = image.Reference(tag);
        await (image.Project is { } project ? BuildServiceAsync(project, reference, cancellationToken) : RunAsync(reference, [Path.Combine(Folder, image.Name)], cancellationToken));
        var built = await docker.FindImageAsync(reference, cancellationToken) ?? throw new ContainerException($"{reference} is not there although it was built: is another engine in use?");
        return (built, clock.Elapsed);
    }

    /// <summary>Writes images to a file that <c>docker load</c> reads.</summary>
    /// <param name="images">Repositories and tags.</param>
    /// <param name="file">The file; replaced when it is there.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ContainerException">It cannot be written.</exception>
    public Task SaveAsync(IReadOnlyList<string> images, string file, CancellationToken cancellationToken = default) =>
        docker.RunAsync(["save", "-o", file, .. images], cancellationToken);

    private async Task BuildServiceAsync(string project, string reference, CancellationToken cancellationToken)
    {
        var context = Directory.CreateTempSubdirectory("distribution-image-").FullName;
        try
        {
            ServiceContext.LayOut(Path.Combine(sources, "services", project, "bin", configuration, "net10.0"), project, context);
            await RunAsync(reference, ["--target", "prebuilt", "-f", Path.Combine(Folder, "service", "Dockerfile"), context], cancellationToken);
        }
        finally
        {
            Directory.Delete(context, recursive: true);
        }
    }

    private async Task RunAsync(string reference, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await docker.TryAsync(["build", "-t", reference, .. arguments], cancellationToken);
        if (!result.Succeeded)
        {
            throw new ContainerException($"The image {reference} could not be built: {result.LastWords}");
        }
    }
}
