using System.Text.Json;
using Distribution.Cli.Topologies;
using Distribution.Containers;
using Distribution.Containers.Bases;
using Distribution.Containers.Docker;
using Distribution.Containers.Engine;
using Distribution.Containers.Images;

namespace Distribution.Cli.Images;

/// <summary>One call of the verb <c>images</c>: the engine that was found or started, and a line for each image.</summary>
internal sealed class ImageSession(DockerClient docker, bool json)
{
    private readonly List<ImageLine> _lines = [];

    /// <summary>The product's version.</summary>
    public static string DefaultTag { get; } = typeof(ImageSession).Assembly.GetName().Version!.ToString(3);

    public static Task<int> RunAsync(bool json, Func<ImageSession, Task> action, CancellationToken cancellation) =>
        GuardAsync(async () =>
        {
            var session = new ImageSession(await ContainerEngine.EnsureAsync(cancellation), json);
            await action(session);
            if (json)
            {
                Console.WriteLine(JsonSerializer.Serialize(session._lines, ImageJson.Default.ListImageLine));
            }
        });

    public static async Task<int> GuardAsync(Func<Task> action)
    {
        try
        {
            await action();
            return ExitCodes.Done;
        }
        catch (ContainerException failure)
        {
            throw new CliException(failure.Message);
        }
    }

    public Task BasesAsync(CancellationToken cancellation) => new BaseImages(docker, SourceTree.Root).EnsureAsync(
        (image, origin) => Add(
            new(image.Name, image.Id, image.Size, image.IsStandIn, null),
            origin switch
            {
                BaseOrigin.Pulled => "pulled",
                BaseOrigin.StandIn => "no registry gave it: a stand-in was made here",
                _ => image.IsStandIn ? "present, a stand-in made here" : "present",
            }),
        cancellation);

    public async Task BuildAsync(string tag, IReadOnlyList<string> names, string? file, CancellationToken cancellation)
    {
        await BasesAsync(cancellation);
        var build = new ImageBuild(docker, SourceTree.Root, SourceTree.Configuration);
        var chosen = OwnImage.All.Where(image => names.Count == 0 || names.Contains(image.Name, StringComparer.Ordinal)).ToList();
        foreach (var image in chosen)
        {
            var (built, took) = await build.BuildAsync(image, tag, cancellation);
            Add(new(built.Name, built.Id, built.Size, built.IsStandIn, took.TotalSeconds), $"{took.TotalSeconds:0.0} s");
        }

        if (file is not null)
        {
            await build.SaveAsync([.. chosen.Select(image => image.Reference(tag))], file, cancellation);
            Say($"Written to {file}");
        }
    }

    private void Add(ImageLine line, string remark)
    {
        _lines.Add(line);
        Say($"{line.Name,-40} {line.Size / 1e6,6:0} MB  {remark}");
    }

    // What is printed as JSON must be nothing else.
    private void Say(string text) => (json ? Console.Error : Console.Out).WriteLine(text);
}
