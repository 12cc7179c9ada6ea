using System.Globalization;
using Distribution.Machine.Tools;

namespace Distribution.Containers.Docker;

/// <summary>The <c>docker</c> command line, pointed at one engine.</summary>
/// <param name="address">The engine's address, as <c>DOCKER_HOST</c> has it; null for what the command line takes by itself.</param>
public sealed class DockerClient(string? address)
{
    // Without the plugin that BuildKit is reached through, the client warns on each build before it takes the classic builder.
    private readonly Dictionary<string, string> _environment = address is null ? [] : new(StringComparer.Ordinal) { ["DOCKER_HOST"] = address };

    /// <summary>The engine's address; null for what the command line takes by itself.</summary>
    public string? Address => address;

    /// <summary>What a program needs in its environment to reach the same engine.</summary>
    public IReadOnlyDictionary<string, string> Environment => _environment;

    /// <summary>Runs a command.</summary>
    /// <exception cref="ContainerException">There is no <c>docker</c> program.</exception>
    public Task<ProgramResult> TryAsync(IEnumerable<string> arguments, CancellationToken cancellationToken = default)
    {
        var docker = Tool.TryFind("docker") ?? throw new ContainerException("docker was not found on PATH: install it with ./distribution setup containers, or install Docker.");
        return ProgramRun.RunAsync(docker, arguments, _environment, cancellationToken: cancellationToken);
    }

    /// <summary>Runs a command that must succeed.</summary>
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="ContainerException">It failed.</exception>
    public async Task<string> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken = default)
    {
        var result = await TryAsync(arguments, cancellationToken);
        return result.Succeeded ? result.Output.Trim() : throw new ContainerException($"docker {string.Join(' ', arguments.Take(2))} failed: {result.LastWords}");
    }

    /// <summary>Whether an engine answers.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(5));
        try
        {
            return (await TryAsync(["version", "--format", "{{.Server.Version}}"], limit.Token)).Succeeded;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>An image that the engine has; null when it has none of that name.</summary>
    public async Task<LocalImage?> FindImageAsync(string name, CancellationToken cancellationToken = default)
    {
        var result = await TryAsync(["image", "inspect", "--format", "{{.Id}} {{.Size}} {{index .Config.Labels \"" + StandInLabel + "\"}}", name], cancellationToken);
        if (!result.Succeeded)
        {
            return null;
        }

        var parts = result.Output.Trim().Split(' ', 3);
        return new LocalImage(name, parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture), parts.Length > 2 && parts[2].Length > 0);
    }

    internal const string StandInLabel = "distribution.stand-in";
}
