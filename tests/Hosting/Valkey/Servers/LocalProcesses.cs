using System.Collections.Concurrent;
using Distribution.Hosting.Members;
using Distribution.Hosting.Valkey;
using Distribution.Machine.Processes;
using Distribution.Servers;

namespace Distribution.Hosting.Tests.Valkey;

/// <summary>Members as child processes of the test, in place of the engine.</summary>
internal sealed class LocalProcesses(string data, Wakeup wakeup) : IMemberProcesses, IDisposable
{
    private readonly ConcurrentDictionary<string, ServerProcess> _running = new();
    private readonly ConcurrentDictionary<string, bool> _starting = new();
    private readonly ConcurrentDictionary<string, bool> _stopped = new();

    /// <summary>Prepares a member's start.</summary>
    public Func<string, Task> Prepare { get; set; } = _ => Task.CompletedTask;

    /// <summary>How often each member was started.</summary>
    public ConcurrentDictionary<string, int> Starts { get; } = new();

    public ProcessView Look(string member)
    {
        var stopped = _stopped.ContainsKey(member);
        return _starting.ContainsKey(member)
            ? new ProcessView(ProcessState.Starting, StopAskedFor: stopped)
            : !_running.TryGetValue(member, out var process)
                ? new ProcessView(ProcessState.NotStarted)
                : new ProcessView(process.HasExited ? ProcessState.Gone : ProcessState.Running, process.Pid, stopped);
    }

    public async Task StartAsync(string member, CancellationToken cancellation)
    {
        if (!_starting.TryAdd(member, true))
        {
            return;
        }

        try
        {
            await Prepare(member);
            var sentinel = member.Contains("sentinel", StringComparison.Ordinal);
            var (command, arguments) = MemberCommandLine.Of(
                MemberCommandLine.Find(sentinel ? MemberCommandLine.Sentinel : MemberCommandLine.Server, isRunMode: true),
                sentinel ? ClusterFiles.SentinelConfiguration : ClusterFiles.ServerConfiguration,
                account: null);
            var fresh = ServerProcess.Start(command, arguments, unprivileged: true, workingDirectory: Path.Combine(data, member));
            _running.TryRemove(member, out var old);
            old?.Dispose();
            _running[member] = fresh;
            _stopped.TryRemove(member, out _);
            Starts.AddOrUpdate(member, 1, (_, n) => n + 1);
        }
        finally
        {
            _starting.TryRemove(member, out _);
            wakeup.Call();
        }
    }

    public void Kill(string member) => Send(member, SignalKind.Kill);

    public void Send(string member, SignalKind signal)
    {
        if (_running.TryGetValue(member, out var process) && !process.HasExited)
        {
            process.Send(signal);
        }
    }

    /// <summary>A stop that somebody asked for.</summary>
    public void Stop(string member)
    {
        _stopped[member] = true;
        Kill(member);
    }

    public string Output(string member) => _running.TryGetValue(member, out var process) ? process.Output : "";

    public void Dispose()
    {
        foreach (var process in _running.Values)
        {
            process.Dispose();
        }
    }
}
