using Distribution.Containers;
using Distribution.Containers.Compose;
using Distribution.Containers.Docker;
using Distribution.Drills.Targets;
using Distribution.Drills.Targets.Compose;
using Distribution.Machine.Tools;

namespace Distribution.Cli.Drills;

/// <summary>What a rolling upgrade of containers is made with: this clone's sources, docker's command line and compose.</summary>
internal static class ImageUpgrade
{
    /// <param name="folder">Where builds are kept.</param>
    public static ComposeUpgradeMeans Means(string folder) => new(SourceBuild.BuildAsync, folder, RunDockerAsync, RunComposeAsync);

    private static Task RunDockerAsync(IReadOnlyList<string> arguments, CancellationToken cancellation) =>
        GuardAsync(async () => (await new DockerClient(null).TryAsync(arguments, cancellation), "docker build"));

    private static Task RunComposeAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> settings, CancellationToken cancellation) => GuardAsync(async () =>
    {
        var compose = await ComposeTool.FindAsync(cancellation);
        return (await compose.TryAsync(settings, arguments, cancellationToken: cancellation), $"docker compose {string.Join(' ', arguments.SkipWhile(argument => argument.StartsWith("--", StringComparison.Ordinal)).TakeLast(4))}");
    });

    private static async Task GuardAsync(Func<Task<(ProgramResult Result, string Command)>> run)
    {
        try
        {
            var (result, command) = await run();
            if (!result.Succeeded)
            {
                throw new TargetException($"{command} failed: {result.LastWords}");
            }
        }
        catch (ContainerException failure)
        {
            throw new TargetException(failure.Message, failure);
        }
    }
}
