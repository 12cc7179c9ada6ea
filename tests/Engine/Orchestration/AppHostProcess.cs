using System.Collections.Concurrent;
using System.Diagnostics;
using Distribution.Engine.Processes;
using Distribution.Engine.Tests.Dcp;
using Distribution.Machine.Processes;
using Distribution.Servers;

namespace Distribution.Engine.Tests.Orchestration;

/// <summary>tests/Engine.App as a process, to be broken.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentDictionary<string, int> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _output = new();
    private readonly HashSet<ProcessIdentity> _family = [];
    private Process? _process;

    public AppHostProcess() => Assert.SkipUnless(RealDcp.IsThere, RealDcp.Absent);

    public string StatePath => Path.Combine(_folder.Path, "test");

    /// <summary>What its environment has beside ours.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public string Output => string.Join('\n', _output);

    public int ExitCode => _process!.ExitCode;

    public bool HasExited => _process!.HasExited;

    public ProcessIdentity Identity { get; private set; }

    /// <summary>Every process that was ever seen below the AppHost.</summary>
    public IReadOnlyCollection<ProcessIdentity> Family
    {
        get
        {
            _family.UnionWith(Identity.Descendants());
            return _family;
        }
    }

    public void Start(params string[] args)
    {
        _running.Clear();
        var start = new ProcessStartInfo(DotNet.Program, [Path.Combine(AppContext.BaseDirectory, "Distribution.Engine.App.dll"), "--state", _folder.Path, "--name", "test", .. args])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        _process?.Dispose();
        _process = Process.Start(start)!;
        Identity = ProcessIdentity.Of(_process.Id)!.Value;
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits until the resources run, and remembers every process of the AppHost.</summary>
    public async Task<IReadOnlyDictionary<string, int>> RunningAsync(params string[] resources)
    {
        await Eventually.True(() => resources.All(_running.ContainsKey), TimeSpan.FromSeconds(60), $"{string.Join(", ", resources)} run");
        _ = Family;
        return _running;
    }

    public void Send(SignalKind signal) => Identity.Send(signal);

    public Task ExitedAsync() => Eventually.True(() => HasExited, TimeSpan.FromSeconds(30), "the AppHost ended");

    /// <summary>Waits until nothing of what the AppHost ever started is left.</summary>
    public Task GoneAsync(TimeSpan within) =>
        Eventually.True(() => !_family.Any(process => process.IsAlive()), within, "nothing that the AppHost started is left");

    public IEnumerable<ProcessIdentity> Named(string command) => _family.Where(process => ProcessTable.CommandLine(process.Pid).Contains(command, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            foreach (var process in _process.HasExited ? [] : Family.ToArray())
            {
                process.Send(SignalKind.Kill);
            }

            _process.Kill();
            await _process.WaitForExitAsync();
            _family.ToList().ForEach(process => process.Send(SignalKind.Kill));
            _process.Dispose();
        }

        _folder.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        if (line.Split(' ') is [var name, var pid] && int.TryParse(pid, out var number))
        {
            _running[name] = number;
        }
    }
}
