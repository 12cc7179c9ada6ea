using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Members;
using Distribution.Machine.Processes;

namespace Distribution.Hosting.Valkey;

/// <summary>
/// The processes of a cluster's resources: started through the model, so that dashboard and command line know of it; looked at and killed directly, because
/// the orchestrator notices an end half a second late.
/// </summary>
internal sealed class AspireMemberProcesses(
    IReadOnlyList<IResource> resources, ResourceNotificationService notifications, ResourceCommandService commands, Wakeup wakeup) : IMemberProcesses
{
    private readonly Dictionary<string, IResource> _resources = resources.ToDictionary(r => r.Name, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Sight> _sights = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _stopAskedFor = new(StringComparer.Ordinal);

    public ProcessView Look(string member)
    {
        var stopAskedFor = _stopAskedFor.ContainsKey(member);
        var sight = _sights.GetValueOrDefault(member);
        var ended = sight.State is not null && KnownResourceStates.TerminalStates.Contains(sight.State);
        var state = sight.State switch
        {
            null => ProcessState.NotStarted,
            _ when sight.State == KnownResourceStates.NotStarted => ProcessState.NotStarted,
            _ when ended => ProcessState.Gone,
            _ when sight.Pid is null => ProcessState.Starting,
            _ => sight.IsAlive ? ProcessState.Running : ProcessState.Gone,
        };
        return new ProcessView(state, sight.StartTime ?? 0, stopAskedFor, ended);
    }

    public async Task StartAsync(string member, CancellationToken cancellation)
    {
        var result = await commands.ExecuteCommandAsync(_resources[member], KnownResourceCommands.StartCommand, cancellation);
        if (!result.Success)
        {
            throw new InvalidOperationException(result.Message ?? "the orchestrator did not say why.");
        }
    }

    public void Kill(string member)
    {
        if (_sights.GetValueOrDefault(member) is { Pid: { } pid, IsAlive: true })
        {
            Signal.Send(pid, SignalKind.Kill);
        }
    }

    /// <summary>Notes that somebody stopped the member, or had it started.</summary>
    public void NoteStop(string member, bool askedFor)
    {
        if (askedFor)
        {
            _stopAskedFor[member] = true;
        }
        else
        {
            _stopAskedFor.TryRemove(member, out _);
        }
    }

    /// <summary>Follows what the engine says. A stop that somebody asked for passes through Stopping; a crash does not.</summary>
    public async Task WatchAsync(CancellationToken cancellation)
    {
        await foreach (var happened in notifications.WatchAsync(cancellation))
        {
            var name = happened.Resource.Name;
            if (!_resources.ContainsKey(name) || happened.Snapshot.State?.Text is not { } state)
            {
                continue;
            }

            if (state == KnownResourceStates.Stopping)
            {
                NoteStop(name, askedFor: true);
            }

            var before = _sights.GetValueOrDefault(name);
            var now = before.Next(state, happened.Snapshot.Pid());
            if (now != before)
            {
                _sights[name] = now;
                wakeup.Call();
            }
        }
    }

    /// <summary>The last snapshot, with the process itself: pids are used again.</summary>
    private readonly record struct Sight(string? State, int? Pid, WatchedProcess? Process, long? StartTime)
    {
        public bool IsAlive => Process is { IsAlive: true };

        public Sight Next(string state, int? pid)
        {
            if (pid == Pid)
            {
                return this with { State = state };
            }

            var process = pid is { } fresh ? WatchedProcess.TryOpen(fresh) : null;
            return new(state, pid, process, process is null ? null : ProcessTable.StartTime(process.Pid));
        }
    }
}
