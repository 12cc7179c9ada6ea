using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Distribution.Containers.Compose;
using Distribution.Containers.Docker;
using Distribution.Containers.Images;
using Distribution.Machine.Ports;
using Distribution.Machine.Tools;
using Distribution.Servers;

namespace Distribution.Containers.Tests;

/// <summary>
/// The committed files of <c>deploy/compose</c>, started as its users start them, beside whatever else runs on this machine: a copy with secrets, a project name, ports and a network of its own. Nothing of it is left.
/// </summary>
internal sealed class ComposeTopology : IAsyncDisposable
{
    private const string VolumeOrNetwork = "{{.Name}}";

    private readonly TemporaryFolder _folder = new();
    private readonly PortLease[] _ports = [PortLease.Acquire(), PortLease.Acquire()];
    private readonly DockerClient _docker;
    private readonly ComposeTool _compose;
    private readonly Dictionary<string, string> _settings;

    private ComposeTopology(DockerClient docker, ComposeTool compose)
    {
        (_docker, _compose) = (docker, compose);
        var number = RandomNumberGenerator.GetInt32(0, 64 * 256);
        Name = $"lane-{number}";
        Gateway = new($"http://127.0.0.1:{_ports[0].Port}");
        _settings = new(docker.Environment, StringComparer.Ordinal)
        {
            ["COMPOSE_PROJECT_NAME"] = Name,
            ["TAG"] = DockerEngine.Tag,
            ["SERVER_TAG"] = DockerEngine.Tag,
            ["GATEWAY_1_PORT"] = _ports[0].Port.ToString(CultureInfo.InvariantCulture),
            ["GATEWAY_2_PORT"] = _ports[1].Port.ToString(CultureInfo.InvariantCulture),
            ["VALKEY_NETWORK"] = $"10.{96 + (number / 256)}.{number % 256}",
        };
    }

    public string Name { get; }

    public Uri Gateway { get; }

    public string UsersFile => _folder["secrets", "users"];

    public string SecretsFolder => _folder["secrets"];

    /// <summary>The engine's address; null for the machine's usual one.</summary>
    public string? DockerHost => _docker.Environment.GetValueOrDefault("DOCKER_HOST");

    /// <summary>How long <c>up --wait</c> took.</summary>
    public TimeSpan StartTook { get; private set; }

    public static async Task<ComposeTopology> StartAsync(DockerEngine engine, TimeSpan within)
    {
        foreach (var image in OwnImage.All)
        {
            await engine.BuildAsync(image.Name);
        }

        var topology = new ComposeTopology(engine.Client, await engine.ComposeAsync());
        try
        {
            await topology.UpAsync(within);
            return topology;
        }
        catch
        {
            await topology.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it with its data.</summary>
    /// <returns>What is left of its containers, volumes and networks.</returns>
    public async Task<IReadOnlyList<string>> DownAsync()
    {
        var result = await ComposeAsync("down", "-v");
        Assert.True(result.Succeeded, result.Error);
        string[][] questions = [["ps", "-a", "--format", "{{.Names}}"], ["volume", "ls", "--format", VolumeOrNetwork], ["network", "ls", "--format", VolumeOrNetwork]];
        var left = await Task.WhenAll(questions.Select(question => _docker.RunAsync([.. question, "--filter", $"label=com.docker.compose.project={Name}"])));
        return [.. left.Where(names => names.Length > 0)];
    }

    public async ValueTask DisposeAsync()
    {
        await ComposeAsync("down", "-v", "-t", "5");
        Array.ForEach(_ports, port => port.Dispose());
        _folder.Dispose();
    }

    private async Task UpAsync(TimeSpan within)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, "deploy", "compose")))
        {
            File.Copy(file, _folder[Path.GetFileName(file)]);
        }

        using (var secrets = Process.Start(new ProcessStartInfo("bash", [_folder["secrets.sh"]]) { UseShellExecute = false, RedirectStandardOutput = true })!)
        {
            await secrets.WaitForExitAsync();
            Assert.Equal(0, secrets.ExitCode);
        }

        var clock = Stopwatch.StartNew();
        var result = await ComposeAsync("up", "-d", "--wait", "--wait-timeout", ((int)within.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        StartTook = clock.Elapsed;
        Assert.True(result.Succeeded, result.Succeeded ? "" : $"Not healthy within {within.TotalSeconds:0} s.\n{result.LastWords}\n{(await ComposeAsync("ps", "-a")).Output}\n{(await ComposeAsync("logs", "--tail", "15")).Output}");
    }

    private Task<ProgramResult> ComposeAsync(params string[] arguments) => _compose.TryAsync(_settings, arguments, _folder.Path);
}
