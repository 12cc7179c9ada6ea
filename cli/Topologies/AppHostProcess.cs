using System.Diagnostics;
using Distribution.Machine.Processes;
using Distribution.Machine.State;

namespace Distribution.Cli.Topologies;

/// <summary>
/// The AppHost as a process of its own session, so that Ctrl-C on the terminal reaches only the command line, which then asks it to stop. Attached, its standard input is a pipe from here:
/// when the command line dies, however it dies, the AppHost reads the end of it and stops too.
/// </summary>
internal sealed class AppHostProcess : IDisposable
{
    private const int TailLines = 12;

    private readonly Process _process;
    private readonly string _log;

    private AppHostProcess(Process process, string log)
    {
        _process = process;
        _log = log;
    }

    public bool HasExited => _process.HasExited;

    public static AppHostProcess Start(StateFolder folder, IEnumerable<string> args, bool attached)
    {
        if (!File.Exists(SourceTree.AppHost))
        {
            throw new CliException($"{SourceTree.AppHost} is not built: run ./distribution, which builds it.");
        }

        // Beside the state folder, which the AppHost alone makes and checks.
        var log = $"{folder.Path}.apphost.log";
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        const string Script = """log=$1; shift; exec setsid dotnet "$@" >"$log" 2>&1""";
        var start = new ProcessStartInfo("/bin/sh", ["-c", attached ? Script : Script + " </dev/null", "sh", log, SourceTree.AppHost, .. args, .. attached ? new[] { "--attached", "true" } : []])
        {
            UseShellExecute = false,
            RedirectStandardInput = attached,
            WorkingDirectory = SourceTree.Root,
        };
        return new AppHostProcess(Process.Start(start) ?? throw new CliException("The AppHost could not be started."), log);
    }

    /// <summary>The end of what the AppHost printed: the reason, when it ended early.</summary>
    public string Tail() => File.Exists(_log) ? string.Join('\n', File.ReadLines(_log).Where(line => line.Length > 0).TakeLast(TailLines)) : "";

    public Task WaitForExitAsync(CancellationToken cancellation) => _process.WaitForExitAsync(cancellation);

    public void Kill()
    {
        if (!_process.HasExited)
        {
            Signal.Send(_process.Id, SignalKind.Kill);
        }
    }

    public void Dispose() => _process.Dispose();
}
