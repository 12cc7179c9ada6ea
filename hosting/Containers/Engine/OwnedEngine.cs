using System.Globalization;
using Distribution.Containers.Docker;
using Distribution.Machine.Processes;
using Distribution.Machine.Tools;

namespace Distribution.Containers.Engine;

/// <summary>
/// An engine of our own, for machines where Docker is installed but nothing starts it. It goes on after whoever started it, on a socket of its own; its images are kept when it is stopped. Two on one machine would
/// fight for the same bridge and firewall chains, so it is only started where no other one answers.
/// </summary>
public static class OwnedEngine
{
    /// <summary>It takes 0.5 s; on a machine with twenty times more work than cores, many times that.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);

    /// <summary>It stops the containers that are left first, each with its own grace.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // Of /proc/self/mountinfo, see proc(5).
    private const int MountPointField = 4;

    private static readonly string[] Needed = ["dockerd", "docker", "iptables"];

    /// <summary>What DOCKER_HOST is for it.</summary>
    public static string Address => EngineFolder.Address;

    /// <summary>Why it cannot be started here; null when it can.</summary>
    public static string? Obstacle()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "an engine of our own can be started on Linux only: start Docker Desktop, or name an engine in DOCKER_HOST";
        }

        if (Needed.Where(tool => Tool.TryFind(tool) is null).ToList() is { Count: > 0 } missing)
        {
            return $"{string.Join(", ", missing)} not installed: run ./distribution setup containers";
        }

        // An engine gives each container a root in place of its own, which must be a mount for that; where it is none, what is executed in a container would enter the root of the machine.
        if (!File.ReadLines("/proc/self/mountinfo").Any(mount => mount.Split(' ')[MountPointField] == "/"))
        {
            return "an engine cannot be started in a chroot: run it on the system itself, or name an engine in DOCKER_HOST";
        }

        return Environment.IsPrivilegedProcess ? null : "only root may start an engine: start Docker (sudo systemctl start docker), or name an engine in DOCKER_HOST";
    }

    /// <summary>Starts it, if it does not run yet.</summary>
    /// <exception cref="ContainerException">It cannot be started.</exception>
    public static async Task<DockerClient> StartAsync(CancellationToken cancellationToken = default)
    {
        if (Obstacle() is { } obstacle)
        {
            throw new ContainerException($"No container engine answers, and {obstacle}.");
        }

        Directory.CreateDirectory(EngineFolder.Path);
        using var held = await HoldAsync(cancellationToken);
        var client = new DockerClient(Address);
        if (await client.AnswersAsync(cancellationToken))
        {
            return client;
        }

        // A pid file of an engine that was killed stops the next one, when the number belongs to somebody else now.
        File.Delete(EngineFolder.Pid);
        await LaunchAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartPatience);
        try
        {
            while (!await client.AnswersAsync(limit.Token))
            {
                await Task.Delay(Pause, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ContainerException($"dockerd did not answer within {StartPatience.TotalSeconds:0} s: {LastError()} Its log is {EngineFolder.Log}.");
        }

        return client;
    }

    /// <summary>Stops it, with the containers that still run. Nothing happens when it does not run.</summary>
    /// <returns>Whether it ran.</returns>
    /// <exception cref="ContainerException">It does not end.</exception>
    public static async Task<bool> StopAsync(CancellationToken cancellationToken = default)
    {
        if (!Directory.Exists(EngineFolder.Path))
        {
            return false;
        }

        using var held = await HoldAsync(cancellationToken);
        if (Pid() is not { } pid)
        {
            return false;
        }

        Signal.Send(pid, SignalKind.Term);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StopPatience);
        try
        {
            while (Pid() is not null)
            {
                await Task.Delay(Pause, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ContainerException($"dockerd (pid {pid}) has not ended within {StopPatience.TotalSeconds:0} s: see {EngineFolder.Log}, and kill it.");
        }

        return true;
    }

    // In a session of its own: a Ctrl-C in the terminal of whoever started it is not for it.
    private static async Task LaunchAsync(CancellationToken cancellationToken)
    {
        var command = $"exec setsid --fork {Tool.Find("dockerd")} --data-root {Quoted(EngineFolder.Data)} --exec-root {Quoted(EngineFolder.Run)} --pidfile {Quoted(EngineFolder.Pid)} "
            + $"-H {Quoted(Address)} >{Quoted(EngineFolder.Log)} 2>&1 </dev/null";
        await ProgramRun.RunAsync("/bin/sh", ["-c", command], new Dictionary<string, string> { ["PATH"] = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin" }, cancellationToken: cancellationToken);
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static int? Pid() =>
        File.Exists(EngineFolder.Pid)
        && int.TryParse(File.ReadAllText(EngineFolder.Pid), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
        && File.Exists($"/proc/{pid}/cmdline")
        && File.ReadAllText($"/proc/{pid}/cmdline").Contains("dockerd", StringComparison.Ordinal)
            ? pid
            : null;

    private static string LastError() =>
        File.Exists(EngineFolder.Log) ? File.ReadLines(EngineFolder.Log).LastOrDefault(line => line.Contains("level=error", StringComparison.Ordinal) || line.StartsWith("failed", StringComparison.Ordinal)) ?? "" : "";

    private static async Task<FileStream> HoldAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(EngineFolder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}
