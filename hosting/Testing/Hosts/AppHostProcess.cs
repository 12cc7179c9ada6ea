using System.Diagnostics;
using System.Globalization;
using Distribution.Machine.Processes;

namespace Distribution.Testing.Hosts;

/// <summary>
/// The AppHost of a test, tied to the test process by a pipe: the kernel closes it when the test process ends, however it does, and the AppHost then stops everything. A shell around it, in a session of its own,
/// outlives both, and then removes the folder.
/// </summary>
internal sealed class AppHostProcess : IDisposable
{
    private const string Script = """owner=$1; folder=$2; keep=$3; log=$4; shift 4; "$@" >"$log" 2>&1; kill -0 "$owner" 2>/dev/null || [ -e "$keep" ] || rm -rf "$folder" """;
    private const int TailLines = 12;

    /// <summary>20 s: a clean stop has 10 s for everything; what is over is for a machine whose cores are busy.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly TopologyFolder _folder;

    private AppHostProcess(Process process, TopologyFolder folder) => (_process, _folder) = (process, folder);

    public bool HasExited => _process.HasExited;

    /// <summary>The AppHost's process id; null before it holds its folder and after its end.</summary>
    public int? Pid => int.TryParse(Read(Path.Combine(_folder.State.Run, "apphost.pid")), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : null;

    public static AppHostProcess Start(string assembly, TopologyFolder folder, TopologyOptions options)
    {
        string[] host = ["dotnet", assembly, "--name", folder.State.Name, "--state", folder.Path, "--ports", "random", "--attached", "true"];
        string[] parts = options.Parts.HasFlag(TopologyParts.All) ? [] :
        [
            "--postgres", $"{options.Parts.HasFlag(TopologyParts.Postgres)}",
            "--valkey", $"{options.Parts.HasFlag(TopologyParts.Valkey)}",
            "--databases", string.Join(',', options.Databases),
        ];
        var start = new ProcessStartInfo("setsid", ["--wait", "/bin/sh", "-c", Script, "sh", $"{Environment.ProcessId}", folder.Path, folder.Keep, folder.Printed, .. host, .. parts, .. options.Arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        };
        foreach (var (name, value) in options.Environment)
        {
            start.Environment[name] = value;
        }

        return new(Process.Start(start)!, folder);
    }

    /// <summary>The end of what the AppHost printed: the reason, when it ended early.</summary>
    public string Tail() => string.Join('\n', Read(_folder.Printed).Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(TailLines));

    /// <summary>Has the AppHost stop everything, and returns when nothing of it is left.</summary>
    public async Task StopAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
        }
    }

    public void Dispose() => _process.Dispose();

    // Its reaper then ends what it had started.
    private async Task KillAsync()
    {
        if (Pid is { } pid)
        {
            Signal.Send(pid, SignalKind.Kill);
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        while (ProcessTable.All().Any(pid => ProcessTable.IsAlive(pid) && ProcessTable.CommandLine(pid).Contains(_folder.Path, StringComparison.Ordinal)))
        {
            await Task.Delay(Interval, CancellationToken.None);
        }
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
