using System.Diagnostics;
using System.Security.Cryptography;
using Distribution.Containers.Compose;
using Distribution.Containers.Docker;
using Distribution.Servers;

namespace Distribution.Containers.Tests;

/// <summary>Some of the servers of <c>servers.compose.yaml</c>, with a subnet, secrets and volumes of their own; nothing of it is left.</summary>
internal sealed class RunningServers : IAsyncDisposable
{
    private static readonly string[] Raw = ["postgres-superuser", "postgres-replicator", "patroni-api", "valkey-app", "valkey-replication", "valkey-sentinel", "valkey-supervisor"];

    /// <summary>The user that everything in the images runs as.</summary>
    private const string ImageUser = "10001:10001";

    private readonly TemporaryFolder _folder = new();
    private readonly DockerClient _docker;
    private readonly ComposeTool _compose;
    private readonly string _project;

    private RunningServers(DockerClient docker, ComposeTool compose)
    {
        _docker = docker;
        _compose = compose;

        // Apart from 172.16/12 and 192.168/16, out of which the engine gives other networks theirs.
        var number = RandomNumberGenerator.GetInt32(0, 64 * 256);
        _project = $"servers-test-{number}";
        Subnet = $"10.{160 + (number / 256)}.{number % 256}";
    }

    public string Subnet { get; }

    public static async Task<RunningServers> StartAsync(DockerEngine engine, string[] images, string[] services)
    {
        foreach (var image in images)
        {
            await engine.BuildAsync(image);
        }

        var servers = new RunningServers(engine.Client, await engine.ComposeAsync());
        try
        {
            await servers.WriteSecretsAsync();
            await servers.ComposeAsync(["up", "-d", "--wait", "--wait-timeout", "240", .. services]);
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    public string Secret(string name) => _folder["secrets", name];

    public string Address(int last) => $"{Subnet}.{last}";

    /// <summary>SIGKILL to all of a container; as somebody asked for it, the engine does not start it again.</summary>
    public Task KillAsync(string service) => ComposeAsync("kill", service);

    public Task StartAsync(string service) => ComposeAsync("start", service);

    /// <summary>SIGKILL from outside of the engine, as a machine that runs out of memory would: the engine starts it again at once.</summary>
    public async Task CrashAsync(string service)
    {
        var pid = int.Parse(await _docker.RunAsync(["inspect", "--format", "{{.State.Pid}}", $"{_project}-{service}-1"]));
        using var process = Process.GetProcessById(pid);
        process.Kill();
    }

    public async Task<string> ExecAsync(string service, params string[] command) => await _docker.RunAsync(["exec", $"{_project}-{service}-1", .. command]);

    public async Task<string> LogsAsync() => (await _compose.TryAsync(_docker, [.. Files(), "logs", "--tail", "30"])).Output;

    public async ValueTask DisposeAsync()
    {
        await _compose.TryAsync(_docker, [.. Files(), "down", "-v", "-t", "5"]);
        _folder.Dispose();
    }

    private async Task ComposeAsync(params string[] arguments)
    {
        var result = await _compose.TryAsync(_docker, [.. Files(), .. arguments]);
        Assert.True(result.Succeeded, $"{result.Error}\n{(result.Succeeded ? "" : await LogsAsync())}");
    }

    private string[] Files() => ["-p", _project, "--env-file", _folder["env"], "-f", Path.Combine(AppContext.BaseDirectory, "servers.compose.yaml")];

    private async Task WriteSecretsAsync()
    {
        Directory.CreateDirectory(_folder["secrets"]);
        foreach (var name in Raw)
        {
            await WriteAsync(name, NewSecret());
        }

        foreach (var role in new[] { "drills", "drills_owner" })
        {
            await WriteAsync($"postgres-{role}.pgpass", $"*:*:drills:{role}:{NewSecret()}\n");
        }

        await File.WriteAllTextAsync(_folder["env"], $"TAG={DockerEngine.Tag}\nSUBNET={Subnet}\nSECRETS={_folder["secrets"]}\n");
    }

    private async Task WriteAsync(string name, string text)
    {
        await File.WriteAllTextAsync(Secret(name), text);
        File.SetUnixFileMode(Secret(name), UnixFileMode.UserRead);
        using var chown = Process.Start("chown", [ImageUser, Secret(name)]);
        await chown.WaitForExitAsync();
    }

    private static string NewSecret() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
}
