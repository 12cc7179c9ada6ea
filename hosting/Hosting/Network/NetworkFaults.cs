using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Members;
using Distribution.Machine.Network;
using Microsoft.Extensions.Hosting;

namespace Distribution.Hosting.Network;

/// <summary>
/// The faults of a relayed network, by the names that those who made them gave them, and what the relay has to know of them: it is told again when a member gets another process, and when it is started anew.
/// </summary>
internal sealed class NetworkFaults(RelayResource relay, DistributedApplicationModel model, ResourceNotificationService notifications, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly RelayClient _relay = new(relay.Socket);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, IReadOnlyList<NetworkRule>> _faults = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _pids = new(StringComparer.Ordinal);
    private int _toldRelay;

    /// <summary>The names of the faults that are in force.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>Whether the relay that runs has been told everything.</summary>
    public bool IsTold => _toldRelay != 0 && _toldRelay == PidOf(RelayResource.Called);

    /// <summary>Everybody who takes part in the network.</summary>
    public IReadOnlyList<string> Everybody => [.. model.Resources.Where(resource => resource.IsMember() && resource != relay).Select(resource => resource.Name), NetworkName.Supervisor, NetworkName.Client];

    /// <summary>Puts a fault in force, in place of one of that name; without rules it is over.</summary>
    /// <exception cref="IOException">The relay does not answer.</exception>
    public async Task<NetworkReport> SetAsync(string name, IReadOnlyList<NetworkRule> rules, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            _faults.Remove(name);
            if (rules.Count > 0)
            {
                _faults[name] = rules;
            }

            Names = [.. _faults.Keys];
            return await TellAsync(cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _turn.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in notifications.WatchAsync(stoppingToken))
        {
            if (change.Resource.IsMember() && change.Snapshot.Pid() is var pid && pid != PidOf(change.Resource.Name))
            {
                Note(change.Resource.Name, pid);
                if (pid is not null && (change.Resource == relay || Names.Count > 0))
                {
                    await TellUntilHeardAsync(stoppingToken);
                }
            }
        }
    }

    private async Task TellUntilHeardAsync(CancellationToken stop)
    {
        while (PidOf(RelayResource.Called) is not null)
        {
            await _turn.WaitAsync(stop);
            try
            {
                await TellAsync(stop);
                return;
            }
            catch (IOException)
            {
                // It is about to listen, or it has ended.
            }
            finally
            {
                _turn.Release();
            }

            await Task.Delay(Pause, time, stop);
            Note(RelayResource.Called, notifications.TryGetCurrentState(RelayResource.Called, out var now) ? now.Snapshot.Pid() : null);
        }
    }

    private async Task<NetworkReport> TellAsync(CancellationToken cancellation)
    {
        var pid = PidOf(RelayResource.Called) ?? 0;
        Dictionary<string, int> members;
        lock (_pids)
        {
            members = new(_pids, StringComparer.Ordinal);
        }

        var report = await _relay.TellAsync(new([.. _faults.Values.SelectMany(rules => rules)], members, Environment.ProcessId), cancellation);
        _toldRelay = pid;
        return report;
    }

    private int? PidOf(string member)
    {
        lock (_pids)
        {
            return _pids.TryGetValue(member, out var pid) ? pid : null;
        }
    }

    private void Note(string member, int? pid)
    {
        lock (_pids)
        {
            _pids.Remove(member);
            if (pid is { } now)
            {
                _pids[member] = now;
            }
        }
    }
}
