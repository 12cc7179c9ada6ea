using Microsoft.Extensions.Logging;

namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>Watches one member and keeps what was seen last. Soft evidence is counted in probes, not in time, so that a supervisor that was itself frozen condemns nobody when it wakes.</summary>
internal sealed class MemberMonitor(Member member, TimeProvider time, ILogger logger)
{
    private readonly Lock _gate = new();
    private bool _alive;
    private bool _starting;
    private bool _ending;
    private long? _preparedAt;
    private bool _stopped;
    private int _role;
    private int _failedStarts;
    private long _freeBytes = long.MaxValue;
    private int _misses;
    private int _silences;
    private bool _refused;
    private bool _answeredQuery;
    private long? _firstAnswerAt;
    private MemberSight? _sight;
    private long _sightAt;
    private long? _probedAt;
    private MemberHealth _health = MemberHealth.Down;
    private long _healthSince = time.GetTimestamp();

    public Member Member => member;

    /// <summary>Called after something was seen that a decision may follow from.</summary>
    public Action? Seen { get; set; }

    /// <summary>What is known now.</summary>
    public MemberView View()
    {
        lock (_gate)
        {
            Settle();
            return new MemberView(member.Name, _health, time.GetElapsedTime(_healthSince), _misses, _silences, member.Process.StopRequested, _failedStarts, _freeBytes, _stopped, FreshSight());
        }
    }

    /// <summary>Notes that the member is being prepared for a start.</summary>
    public void NoteStarting()
    {
        lock (_gate)
        {
            (_starting, _answeredQuery, _sight, _preparedAt, _probedAt) = (true, false, null, null, null);
            Settle();
        }
    }

    /// <summary>Notes that the member's process is about to be started.</summary>
    public void NotePrepared()
    {
        lock (_gate)
        {
            _preparedAt = time.GetTimestamp();
        }
    }

    /// <summary>Notes that a start came to nothing.</summary>
    public void NoteStartFailed()
    {
        lock (_gate)
        {
            if (_starting)
            {
                _starting = false;
                _failedStarts++;
                Settle();
            }
        }
    }

    /// <summary>Notes that the supervisor itself is about to end the member's processes: no failure of the member.</summary>
    public void NoteEnding()
    {
        lock (_gate)
        {
            (_starting, _sight, _ending) = (_starting && !_alive, null, _alive);
        }
    }

    /// <summary>Notes that the member's role has changed: what it said before, or was asked before, counts no more.</summary>
    public void NoteNewRole()
    {
        lock (_gate)
        {
            (_sight, _role) = (null, _role + 1);
        }
    }

    /// <summary>Watches until cancelled. A process that is there already counts as starting until it has answered: nothing is concluded from not having asked yet.</summary>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _alive = _starting = member.Process.IsAlive;
            Settle();
        }

        return Task.WhenAll(
            FollowProcessAsync(cancellationToken),
            RepeatAsync(SupervisorDefaults.ProbeInterval, () => IsProbeDue() ? ProbeAsync(cancellationToken) : Task.CompletedTask, cancellationToken),
            RepeatAsync(SupervisorDefaults.ProbeInterval, () => IsLookDue() ? LookAsync(cancellationToken) : Task.CompletedTask, cancellationToken));
    }

    /// <summary>Looks at the process.</summary>
    public void WatchProcess()
    {
        var alive = member.Process.IsAlive;
        bool changed;
        lock (_gate)
        {
            changed = _alive != alive;
            if (changed)
            {
                _alive = alive;
                (_misses, _silences, _refused, _sight) = (0, 0, false, null);
                if (!alive)
                {
                    var proven = _firstAnswerAt is { } since && time.GetElapsedTime(since) >= SupervisorDefaults.ProvenAfter;
                    _failedStarts = proven || _ending || member.Process.StopRequested ? 0 : _failedStarts + 1;
                    (_starting, _answeredQuery, _firstAnswerAt, _ending) = (false, false, null, false);
                }
            }

            Settle();
        }

        if (changed)
        {
            Seen?.Invoke();
        }
    }

    /// <summary>Probes once, if there is a process to probe.</summary>
    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        if (!_alive)
        {
            return;
        }

        var asked = time.GetTimestamp();
        var turns = member.Process.Turns;
        var answer = await member.Probe.ProbeAsync(cancellationToken);
        var silent = answer == ProbeAnswer.Silent;
        var stopped = silent && IsStopped;
        var works = silent && !stopped && HasWorkedSince(turns);
        if (silent && !stopped && time.GetElapsedTime(asked) >= SupervisorDefaults.LateProbe)
        {
            return;
        }

        lock (_gate)
        {
            (_stopped, _probedAt) = (stopped, asked);
            _misses = silent && !works ? _misses + 1 : 0;
            _silences = silent ? _silences + 1 : 0;
            _refused = answer == ProbeAnswer.Refused;
            Settle();
        }

        Seen?.Invoke();
    }

    /// <summary>Reads the status once, if there is a process to ask.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!_alive)
        {
            return;
        }

        var asked = _role;
        MemberSight? sight = null;
        var refused = false;
        try
        {
            sight = await member.Sql.LookAsync(cancellationToken);
        }
        catch (MemberSqlException failure)
        {
            refused = !failure.IsTimeout;
        }

        var freeBytes = member.Data.FreeBytes;

        lock (_gate)
        {
            if (!_alive || asked != _role)
            {
                return;
            }

            (_answeredQuery, _freeBytes) = (sight is not null || (_answeredQuery && !refused), freeBytes);
            if (sight is not null)
            {
                (_sight, _sightAt, _starting) = (sight, time.GetTimestamp(), false);
                _firstAnswerAt ??= _sightAt;
            }

            Settle();
        }

        Seen?.Invoke();
    }

    private bool IsProbeDue()
    {
        lock (_gate)
        {
            return _health != MemberHealth.Serving
                || IsStopped
                || time.GetElapsedTime(_sightAt) > LookInterval + SupervisorDefaults.LookDelay
                || _probedAt is not { } at || time.GetElapsedTime(at) >= SupervisorDefaults.ServingProbeInterval;
        }
    }

    private bool IsLookDue()
    {
        lock (_gate)
        {
            return _health != MemberHealth.Serving || LookInterval == SupervisorDefaults.ProbeInterval || time.GetElapsedTime(_sightAt) >= LookInterval;
        }
    }

    // A standby that serves is watched by its primary as well.
    private TimeSpan LookInterval => _sight is { InRecovery: true } ? SupervisorDefaults.StandbyLookInterval : SupervisorDefaults.ProbeInterval;

    private bool IsStopped => member.Process.State == 'T';

    // That it works, or waits for a processor to work, tells one that is late from one that hangs.
    private bool HasWorkedSince(long turns) => member.Process.State == 'R' || member.Process.Turns != turns;

    private MemberSight? FreshSight() => _sight is not null && time.GetElapsedTime(_sightAt) < SupervisorDefaults.SightLifetime ? _sight : null;

    private void Settle()
    {
        if (!_alive && _starting && _preparedAt is { } prepared && time.GetElapsedTime(prepared) >= SupervisorDefaults.LaunchTimeout)
        {
            (_starting, _failedStarts) = (false, _failedStarts + 1);
        }

        var health = this switch
        {
            { _alive: false, _starting: true } => MemberHealth.Starting,
            { _alive: false } => MemberHealth.Down,
            { _starting: true, _misses: < SupervisorDefaults.SilentProbesOfRunning, _silences: < SupervisorDefaults.SilentProbesOfWorking } => MemberHealth.Starting,
            { _silences: > 0 } => MemberHealth.Silent,
            { _refused: true } => MemberHealth.Refusing,
            _ when _answeredQuery && FreshSight() is not null => MemberHealth.Serving,
            _ => MemberHealth.Recovering,
        };
        if (health != _health)
        {
            (_health, _healthSince) = (health, time.GetTimestamp());
        }
    }

    // Its end is told; that there is one is seen only by looking.
    private async Task FollowProcessAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var end = Task.CompletedTask;
            await AttemptAsync(() =>
            {
                end = member.Process.EndAsync();
                WatchProcess();
                return Task.CompletedTask;
            }, cancellationToken);
            await (end.IsCompleted ? Task.Delay(SupervisorDefaults.ProcessInterval, time, cancellationToken) : end.WaitAsync(cancellationToken));
        }
    }

    private async Task RepeatAsync(TimeSpan interval, Func<Task> action, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            await AttemptAsync(action, cancellationToken);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task AttemptAsync(Func<Task> action, CancellationToken cancellationToken)
    {
        try
        {
            await action();
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Whoever stops watching sees nothing for ever.
            SupervisorLog.StepFailed(logger, $"watch {member.Name}", failure.Message);
        }
    }
}
