using System.Collections.Concurrent;
using System.Diagnostics;
using Distribution.Machine.Processes;
using Distribution.Machine.Tools;

namespace Distribution.Servers;

/// <summary>A real server as a child process, run by the unprivileged account when the tests run as root, and killed with the test.</summary>
public sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private ServerProcess(Process process) => _process = process;

    /// <summary>The server's own process id.</summary>
    public int Pid => _process.Id;

    /// <summary>What it printed, for failure messages.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Its exit code, once it has ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Starts a program.</summary>
    /// <param name="command">A name that <see cref="Tool.Find"/> knows, or a path.</param>
    /// <param name="args">Its arguments.</param>
    public static ServerProcess Start(string command, params string[] args) => Start(command, args, unprivileged: true);

    /// <summary>Starts a program, by choice as the tests' own account and with more environment.</summary>
    public static ServerProcess Start(string command, string[] args, bool unprivileged, IReadOnlyDictionary<string, string>? environment = null, string? workingDirectory = null)
    {
        var path = Path.IsPathRooted(command) ? command : Tool.Find(command);
        var (file, arguments) = unprivileged && Account.ForServers() is { } account ? account.Wrap(path, args) : (path, args);
        var start = new ProcessStartInfo(file, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = workingDirectory ?? "/" };
        // A service would watch its working folder for changed settings, with everything below it: here the whole file system, which takes from seconds to minutes.
        start.Environment["DOTNET_hostBuilder__reloadConfigOnChange"] = "false";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var server = new ServerProcess(Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start."));
        server._process.OutputDataReceived += (_, line) => server.Keep(line.Data);
        server._process.ErrorDataReceived += (_, line) => server.Keep(line.Data);
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        Strays.Watch(server.Pid);
        return server;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It ended with another code than 0; carries its output.</exception>
    public static Task RunAsync(string command, params string[] args) => RunAsync(command, args, unprivileged: true);

    /// <inheritdoc cref="RunAsync(string, string[])"/>
    public static async Task RunAsync(string command, string[] args, bool unprivileged)
    {
        using var program = Start(command, args, unprivileged);
        await program._process.WaitForExitAsync();
        if (program.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command} {string.Join(' ', args)} ended with {program.ExitCode}: {program.Output}");
        }
    }

    /// <summary>Sends a signal.</summary>
    public void Send(SignalKind kind) => Signal.Send(Pid, kind);

    /// <summary>Waits until it has ended.</summary>
    public Task WaitForExitAsync(TimeSpan? within = null) => Eventually.True(() => HasExited, within, $"process {Pid} ended");

    /// <summary>Kills it and everything it started.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        Strays.Forget(_process.Id);
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _output.Enqueue(line);
        }
    }
}
