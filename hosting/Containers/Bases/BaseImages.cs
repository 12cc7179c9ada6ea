using Distribution.Containers.Docker;

namespace Distribution.Containers.Bases;

/// <summary>Sees to it that the engine has the images that ours are built on.</summary>
/// <param name="docker">The engine.</param>
/// <param name="sources">The root of the source tree.</param>
public sealed class BaseImages(DockerClient docker, string sources)
{
    /// <summary>A registry that is reached answers within a second or two; a pull that has begun goes on for as long as it takes the layers.</summary>
    private static readonly TimeSpan PullPatience = TimeSpan.FromMinutes(5);

    private readonly StandIns _standIns = new(docker, Path.Combine(sources, "deploy", "images", "bases"));

    /// <summary>The names of all of them.</summary>
    public static IReadOnlyList<string> Names => [.. BaseImage.All.Select(image => image.Name)];

    /// <summary>Gets what is missing: from a registry, or as a stand-in.</summary>
    /// <param name="report">Told of each image when it is there.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ContainerException">One can neither be pulled nor made.</exception>
    public async Task EnsureAsync(Action<LocalImage, BaseOrigin> report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        foreach (var image in BaseImage.All)
        {
            var origin = BaseOrigin.Present;
            if (await docker.FindImageAsync(image.Name, cancellationToken) is not { } found)
            {
                origin = await GetAsync(image, cancellationToken);
                found = await docker.FindImageAsync(image.Name, cancellationToken) ?? throw new ContainerException($"{image.Name} is not there although it was made: is another engine in use?");
            }

            report(found, origin);
        }
    }

    private async Task<BaseOrigin> GetAsync(BaseImage image, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(PullPatience);
        try
        {
            if ((await docker.TryAsync(["pull", "-q", image.Name], limit.Token)).Succeeded)
            {
                return BaseOrigin.Pulled;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // no registry answered to the end
        }

        await image.MakeAsync(_standIns, cancellationToken);
        return BaseOrigin.StandIn;
    }
}
