using Distribution.Machine.Control;
using Distribution.Machine.Processes;
using Distribution.Machine.State;

namespace Distribution.Servers;

/// <summary>The whole topology of AppHost.cs, started as a user starts it, on random ports and with a state folder of its own; gone with the test.</summary>
public sealed class LocalTopology : IAsyncDisposable
{
    private static readonly TimeSpan StatusPatience = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder _root = new();
    private readonly ControlClient _control;

    private LocalTopology(string name)
    {
        Folder = StateFolder.At(name, _root.Path);
        _control = new(Folder);
    }

    /// <summary>Its state folder.</summary>
    public StateFolder Folder { get; }

    /// <summary>The AppHost's process id.</summary>
    public int AppHostPid => int.Parse(File.ReadAllText(Path.Combine(Folder.Run, "apphost.pid")));

    /// <summary>A topology that is not started yet.</summary>
    public static LocalTopology Create(string name = "test") => new(name);

    /// <summary>Starts a topology and waits until all of it is healthy.</summary>
    public static async Task<LocalTopology> StartAsync(string name = "test")
    {
        var topology = new LocalTopology(name);
        try
        {
            await topology.UpAsync();
            return topology;
        }
        catch
        {
            await topology.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs <c>up --wait</c>.</summary>
    public async Task UpAsync()
    {
        var up = await RunAsync("up", "--wait", "--ports", "random");
        if (up.ExitCode != 0)
        {
            throw new InvalidOperationException($"up: {up}\n{Logs()}");
        }
    }

    /// <summary>Runs a verb on this topology.</summary>
    public Task<CommandResult> RunAsync(string verb, params string[] args) => CommandLineRun.RunAsync(Arguments(verb, args));

    /// <summary>A verb's whole command line for this topology.</summary>
    public IEnumerable<string> Arguments(string verb, params string[] args) => [verb, .. args, "--name", Folder.Name, "--state", _root.Path];

    /// <summary>What <c>status --json</c> prints. It is asked from here: a process for each of many looks takes a core from the topology that is waited for.</summary>
    public async Task<TopologyReport> StatusAsync()
    {
        using var deadline = new CancellationTokenSource(StatusPatience);
        try
        {
            return TopologyReport.Parse(await _control.GetStatusJsonAsync(deadline.Token));
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"Topology '{Folder.Name}' did not say its status within {StatusPatience.TotalSeconds:0} s.", late);
        }
    }

    /// <summary>Waits until all is healthy, with full redundancy, and what else is asked for holds.</summary>
    public async Task<TopologyReport> HealthyAsync(TimeSpan? within = null, Func<TopologyReport, bool>? and = null)
    {
        TopologyReport? last = null;
        try
        {
            await Eventually.True(async () => (last = await StatusAsync()).Healthy && (and?.Invoke(last) ?? true), within ?? TimeSpan.FromSeconds(60), "the topology is healthy");
            return last!;
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{last}\n{Logs()}", late);
        }
    }

    /// <summary>Every process that this topology started and that is still there.</summary>
    public IReadOnlyList<int> Processes() => [.. ProcessTable.All().Where(pid => pid != Environment.ProcessId && ProcessTable.IsAlive(pid) && BelongsHere(pid))];

    /// <summary>The ends of all logs, for the message of a test that failed.</summary>
    public string Logs(int lines = 25) => !Directory.Exists(Folder.Logs)
        ? ""
        : string.Join('\n', Directory.EnumerateFiles(Folder.Logs, "*.log").Append($"{Folder.Path}.apphost.log").Where(File.Exists).Order(StringComparer.Ordinal)
            .Select(path => $"--- {Path.GetFileName(path)}\n{string.Join('\n', File.ReadLines(path).TakeLast(lines))}"));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await RunAsync("down", "--wipe");
        }
        finally
        {
            foreach (var pid in Processes())
            {
                Signal.Send(pid, SignalKind.Kill);
            }

            await Eventually.True(() => Processes().Count == 0, because: "no process is left");
            _control.Dispose();
            _root.Dispose();
        }
    }

    // Every process of a topology has a path of its state folder in its arguments, its environment or as its working directory.
    private bool BelongsHere(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Contains(Folder.Path, StringComparison.Ordinal)
                || (new FileInfo($"/proc/{pid}/cwd").LinkTarget?.StartsWith(Folder.Path, StringComparison.Ordinal) ?? false)
                || File.ReadAllText($"/proc/{pid}/environ").Contains(Folder.Path, StringComparison.Ordinal);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
