using Distribution.Hosting.Members;
using Microsoft.Extensions.Logging;

namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>Watches a cluster's members, decides by <see cref="FailoverPolicy"/>, and acts. One step at a time: while it acts, nothing else changes the record.</summary>
internal sealed class Supervisor : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Ledger _ledger;
    private readonly MemberMonitor[] _monitors;
    private readonly ReplicationWatch _replication;
    private readonly Transitions _transitions;
    private readonly StandbyCare _care;
    private readonly MemberStarts _starts;
    private readonly Provisioner _provisioner;
    private readonly TransitionLock _transition = new();
    private readonly Wakeup _wakeup = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<string> _starting = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stopping = new(StringComparer.Ordinal);
    private Task _run = Task.CompletedTask;
    private long _publishedAt;
    private (Type? Kind, long At) _lastChange;
    private volatile bool _shuttingDown;

    public Supervisor(string cluster, IReadOnlyList<Member> members, IRecordStore store, TimeProvider time, ILogger logger)
    {
        (_time, _logger) = (time, logger);
        _ledger = new Ledger(cluster, members, store, logger);
        _monitors = [.. members.Select(member => new MemberMonitor(member, time, logger) { Seen = _wakeup.Call })];
        _replication = new ReplicationWatch(time);
        _transitions = new Transitions(_ledger, time, logger);
        _care = new StandbyCare(_ledger, _replication, logger);
        _starts = new MemberStarts(_monitors, _ledger, _transition, time, logger);
        _provisioner = new Provisioner(logger);
    }

    /// <summary>The cluster as it is now.</summary>
    public ClusterStatus Status { get; private set; } = ClusterStatus.Unknown;

    /// <summary>Called after <see cref="Status"/> changed, on the supervisor's own loop: it must be quick.</summary>
    public Action<ClusterStatus>? StatusChanged { get; set; }

    /// <summary>Starts watching.</summary>
    public void Start() => _run = Task.WhenAll([.. _monitors.Select(monitor => monitor.RunAsync(_stop.Token)), RunAsync(_stop.Token)]);

    /// <summary>Prepares a member for a start that is about to happen.</summary>
    public Task PrepareStartAsync(string member, CancellationToken cancellationToken) => _starts.PrepareAsync(member, cancellationToken);

    /// <summary>The topology ends: from now on members are only helped to stop, and nothing is promoted or started.</summary>
    public void BeginShutdown()
    {
        _shuttingDown = true;
        DecideNow();
    }

    /// <summary>Somebody changed what is wanted of a member: it is decided upon at once.</summary>
    public void DecideNow() => _wakeup.Call();

    /// <summary>Fences the primary and promotes the standby, by command.</summary>
    /// <returns>What happened, for a person.</returns>
    /// <exception cref="InvalidOperationException">The standby may not be promoted now; says why and what to do.</exception>
    public Task<string> PromoteAsync(CancellationToken cancellationToken) =>
        CommandAsync((from, to) => _transitions.FailoverAsync(from, to, "promote was asked for", cancellationToken), cancellationToken);

    /// <summary>Lets the primary shut down and the standby take over from where it ended, by command.</summary>
    /// <returns>What happened, for a person.</returns>
    /// <exception cref="InvalidOperationException">The standby may not be promoted now; says why and what to do.</exception>
    public Task<string> SwitchoverAsync(CancellationToken cancellationToken) =>
        CommandAsync((from, to) => _transitions.SwitchoverAsync(from, to, "switchover was asked for", cancellationToken), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _run;
        }
        catch (OperationCanceledException)
        {
            // Asked for above.
        }

        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            TimeSpan pause;
            using (await _transition.TakeAsync(cancellationToken))
            {
                try
                {
                    pause = await StepAsync(cancellationToken) ? SupervisorDefaults.QuietInterval : SupervisorDefaults.DecisionInterval;
                }
                catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
                {
                    pause = SupervisorDefaults.FailedStepPause;
                    SupervisorLog.StepFailed(_logger, "supervise", failure.Message);
                    Publish($"A step failed and is tried again: {failure.Message}");
                }
            }

            await _wakeup.WaitAsync(pause, _time, cancellationToken);
        }
    }

    // Whether all serve and nothing was done, so that the next thing to decide on is one that is seen first.
    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        var members = _monitors.Select(monitor => monitor.View()).ToArray();
        _stopping.RemoveWhere(name => members.Any(member => member.Name == name && !member.IsUp));
        if (_shuttingDown)
        {
            StopFast(members.Where(member => member is { StopRequested: true, IsUp: true }).Select(member => member.Name));
            return false;
        }

        if ((_ledger.Current ?? _ledger.TryOpen()) is not { } record)
        {
            return false;
        }

        Observe(record, members.First(member => member.Name == record.Primary));
        var decision = FailoverPolicy.Decide(record, new ClusterView(members, _replication.View()));
        if (decision is not Decision.Nothing && !IsUnderWay(decision))
        {
            await ActAsync(decision, record, cancellationToken);
            _lastChange = (decision.GetType(), _time.GetTimestamp());
        }

        Publish((decision as Decision.Nothing)?.Why);
        return decision is Decision.Nothing && members.All(member => member.Health == MemberHealth.Serving);
    }

    // What a change of settings does is seen only at the next look.
    private bool IsUnderWay(Decision decision) =>
        decision is Decision.ReleaseWriters or Decision.RequireStandby
        && decision.GetType() == _lastChange.Kind
        && _time.GetElapsedTime(_lastChange.At) < SupervisorDefaults.ProbeInterval * 2;

    private void Observe(ClusterRecord record, MemberView primary)
    {
        if (primary is { Health: MemberHealth.Serving, Sight: { } sight } && record.Promoting is null)
        {
            _replication.Observe(primary.Name, sight);
            _provisioner.Ensure(Monitor(primary.Name).Member, _monitors.FirstOrDefault(monitor => monitor.Member.Name != primary.Name)?.Member, _stop.Token);
        }
        else if (primary.Health is MemberHealth.Down or MemberHealth.Starting)
        {
            _replication.Forget();
        }
    }

    private Task ActAsync(Decision decision, ClusterRecord record, CancellationToken cancellationToken)
    {
        var primary = Monitor(record.Primary);
        var standby = _monitors.FirstOrDefault(monitor => monitor != primary);
        switch (decision)
        {
            case Decision.Start start:
                Start(Monitor(start.Member), start.Why);
                return Task.CompletedTask;
            case Decision.StopFast stop:
                StopFast([stop.Member]);
                return Task.CompletedTask;
            case Decision.Fence fence:
                SupervisorLog.Fencing(_logger, fence.Member, fence.Why);
                return _transitions.FenceAsync(Monitor(fence.Member), _time.GetTimestamp(), cancellationToken);
            case Decision.Failover failover:
                return failover.To == primary.Member.Name
                    ? _transitions.PromoteInPlaceAsync(primary, cancellationToken)
                    : _transitions.FailoverAsync(primary, Monitor(failover.To), failover.Why, cancellationToken);
            case Decision.Switchover switchover:
                return _transitions.SwitchoverAsync(primary, Monitor(switchover.To), switchover.Why, cancellationToken);
            case Decision.ResumePromotion resume:
                return _transitions.ResumeAsync(primary, Monitor(resume.To), cancellationToken);
            case Decision.RevertPromotion revert:
                return _transitions.RevertAsync(primary, standby!, revert.Why, cancellationToken);
            case Decision.ReleaseWriters release:
                _care.ReleaseWriters(primary.Member, standby!.Member, release.Why);
                return Task.CompletedTask;
            case Decision.RequireStandby:
                _care.RequireStandby(primary, standby!.Member, _stop.Token);
                return Task.CompletedTask;
            case Decision.TrustStandby:
                _care.TrustStandby(standby!.Member);
                return Task.CompletedTask;
            case Decision.ReplaceStandby replace:
                return ReplaceAsync(standby!, replace.Why, cancellationToken);
            default:
                throw new InvalidOperationException($"No way to act on {decision}.");
        }
    }

    private Task ReplaceAsync(MemberMonitor standby, string why, CancellationToken cancellationToken)
    {
        SupervisorLog.StandbyReplaced(_logger, standby.Member.Name, why);
        _ledger.Save(_ledger.Current! with { Standby = StandbyStanding.Diverged });
        return _transitions.FenceAsync(standby, _time.GetTimestamp(), cancellationToken);
    }

    private void Start(MemberMonitor monitor, string why)
    {
        var name = monitor.Member.Name;
        lock (_starting)
        {
            if (!_starting.Add(name))
            {
                return;
            }
        }

        SupervisorLog.Rejoining(_logger, name, why);
        monitor.NoteStarting();
        monitor.NotePrepared();
        _ = StartAsync();

        async Task StartAsync()
        {
            try
            {
                await monitor.Member.Process.StartAsync(_stop.Token);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                monitor.NoteStartFailed();
                SupervisorLog.StepFailed(_logger, $"start {name}", failure.Message);
            }
            finally
            {
                lock (_starting)
                {
                    _starting.Remove(name);
                }
            }
        }
    }

    private void StopFast(IEnumerable<string> members)
    {
        foreach (var name in members.Where(_stopping.Add))
        {
            SupervisorLog.StoppingFast(_logger, name);
            Monitor(name).NoteEnding();
            Monitor(name).Member.Process.StopFast();
        }
    }

    private async Task<string> CommandAsync(Func<MemberMonitor, MemberMonitor, Task> transition, CancellationToken cancellationToken)
    {
        using var turn = await _transition.TakeAsync(cancellationToken);
        var record = _ledger.Current ?? throw new InvalidOperationException("The cluster has not been started.");
        if (FailoverPolicy.Objection(record, new ClusterView([.. _monitors.Select(monitor => monitor.View())], _replication.View())) is { } objection)
        {
            throw new InvalidOperationException(objection);
        }

        var to = _monitors.First(monitor => monitor.Member.Name != record.Primary);
        var began = _time.GetTimestamp();
        await transition(Monitor(record.Primary), to);
        Publish(message: null);
        return $"{to.Member.Name} is primary of term {_ledger.Current!.Term} after {_time.GetElapsedTime(began).TotalMilliseconds:0} ms; {record.Primary} rejoins as standby.";
    }

    private void Publish(string? message)
    {
        if (_ledger.Current is not { } record)
        {
            return;
        }

        var view = new ClusterView([.. _monitors.Select(monitor => monitor.View())], _replication.View());
        var status = ClusterStatus.Of(record, view, _provisioner.IsDone, message);
        if (!status.SaysTheSame(Status) || (!status.Members.SequenceEqual(Status.Members) && _time.GetElapsedTime(_publishedAt) >= SupervisorDefaults.LagInterval))
        {
            Status = status;
            _publishedAt = _time.GetTimestamp();
            StatusChanged?.Invoke(status);
        }
    }

    private MemberMonitor Monitor(string name) => _monitors.First(monitor => monitor.Member.Name == name);
}
