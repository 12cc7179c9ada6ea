using Distribution.Containers.Bases;
using Distribution.Containers.Compose;
using Distribution.Containers.Docker;
using Distribution.Containers.Engine;
using Distribution.Containers.Images;
using Distribution.Containers.Tests;
using Distribution.Servers;

[assembly: AssemblyFixture(typeof(DockerEngine))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Distribution.Containers.Tests;

/// <summary>
/// The container engine of these tests: whichever there is, or one of our own, which is stopped at the end if it was started here. Its images are kept between runs. Where there can be none the tests are skipped,
/// and say why.
/// </summary>
public sealed class DockerEngine : IAsyncLifetime
{
    /// <summary>The tag that these tests build under; another one than a user's, whose images they leave alone.</summary>
    public const string Tag = "test";

    private readonly HashSet<string> _built = [];
    private DockerClient? _client;
    private string? _obstacle;
    private bool _startedHere;

    public DockerClient Client
    {
        get
        {
            Assert.SkipWhen(_obstacle is not null, $"No container engine: {_obstacle}");
            return _client!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        try
        {
            _client = await ContainerEngine.FindAsync();
            if (_client is null)
            {
                _client = await OwnedEngine.StartAsync();
                _startedHere = true;
            }
        }
        catch (ContainerException failure)
        {
            _obstacle = failure.Message;
        }
    }

    /// <summary>Builds an image, once for all tests.</summary>
    public async Task BuildAsync(string name)
    {
        if (_built.Add(name))
        {
            await new BaseImages(Client, Checkout.Root).EnsureAsync((_, _) => { });
            await new ImageBuild(Client, Checkout.Root, Checkout.Configuration).BuildAsync(OwnImage.All.Single(image => image.Name == name), Tag);
        }
    }

    public async Task<ComposeTool> ComposeAsync()
    {
        try
        {
            return await ComposeTool.FindAsync();
        }
        catch (ContainerException failure)
        {
            Assert.Skip(failure.Message);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_startedHere)
        {
            await OwnedEngine.StopAsync();
        }
    }
}
