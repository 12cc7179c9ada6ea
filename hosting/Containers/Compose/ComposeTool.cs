using Distribution.Containers.Docker;
using Distribution.Machine.Tools;

namespace Distribution.Containers.Compose;

/// <summary>Compose v2: as a plugin of <c>docker</c>, as the program <c>docker-compose</c>, or as the launcher unpacked it into its cache.</summary>
/// <param name="command">The program, and what comes before the arguments.</param>
public sealed class ComposeTool(IReadOnlyList<string> command)
{
    private static readonly string Unpacked = Path.Combine(CacheFolder.Path, "compose", "docker-compose");

    /// <summary>Finds it.</summary>
    /// <exception cref="ContainerException">It is not installed, or is the old version 1.</exception>
    public static async Task<ComposeTool> FindAsync(CancellationToken cancellationToken = default)
    {
        foreach (var command in Candidates())
        {
            var version = await ProgramRun.RunAsync(command[0], [.. command.Skip(1), "version", "--short"], cancellationToken: cancellationToken);
            if (version.Succeeded && !version.Output.TrimStart('v').StartsWith("1.", StringComparison.Ordinal))
            {
                return new ComposeTool(command);
            }
        }

        throw new ContainerException("Compose v2 was not found: run ./distribution setup containers, or install the compose plugin of Docker.");
    }

    /// <summary>Runs a command of compose.</summary>
    /// <param name="docker">The engine.</param>
    /// <param name="arguments">What comes after <c>docker compose</c>.</param>
    /// <param name="folder">The folder to run it in; null for the current one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<ProgramResult> TryAsync(DockerClient docker, IReadOnlyList<string> arguments, string? folder = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(docker);
        return TryAsync(docker.Environment, arguments, folder, cancellationToken);
    }

    /// <summary>Runs a command of compose on the engine and with the settings that its environment names.</summary>
    /// <param name="settings">Variables of its environment: <c>DOCKER_HOST</c>, and what its files leave open.</param>
    /// <param name="arguments">What comes after <c>docker compose</c>.</param>
    /// <param name="folder">The folder to run it in; null for the current one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<ProgramResult> TryAsync(IReadOnlyDictionary<string, string> settings, IReadOnlyList<string> arguments, string? folder = null, CancellationToken cancellationToken = default) =>
        ProgramRun.RunAsync(command[0], [.. command.Skip(1), .. arguments], settings, folder, cancellationToken: cancellationToken);

    private static IEnumerable<IReadOnlyList<string>> Candidates()
    {
        if (Tool.TryFind("docker") is { } docker)
        {
            yield return [docker, "compose"];
        }

        if (Tool.TryFind("docker-compose") is { } compose)
        {
            yield return [compose];
        }

        if (File.Exists(Unpacked))
        {
            yield return [Unpacked];
        }
    }
}
