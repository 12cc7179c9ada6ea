namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>Turns the primary's looks at its standby into durations, from look to look: while none comes, none of them grows.</summary>
internal sealed class ReplicationWatch(TimeProvider time)
{
    private readonly Lock _gate = new();
    private string? _primary;
    private long _streamingSince;
    private long _unseenSince;
    private bool _streaming;
    private MemberSight? _seen;
    private long _seenAt;
    private ulong _confirmed;
    private long? _stalledSince;
    private ulong? _barrier;
    private MemberSight? _lost;
    private int _losses;

    /// <summary>The barrier that <see cref="StandbyPolicy"/> compares with; set once it is certain that commits wait.</summary>
    public ulong? Barrier
    {
        get { lock (_gate) { return _barrier; } }
        set { lock (_gate) { _barrier = value; } }
    }

    /// <summary>Takes in what the primary sees.</summary>
    public void Observe(string primary, MemberSight sight)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_seen, sight))
            {
                return;
            }

            var now = time.GetTimestamp();
            (_seen, _seenAt) = (sight, now);
            if (_primary != primary)
            {
                Reset(primary, now);
            }

            var streaming = sight.Standby is { Streaming: true };
            if (streaming != _streaming)
            {
                _streaming = streaming;
                (_streamingSince, _unseenSince, _stalledSince) = (now, now, null);
            }

            // Counted from the first look that saw no progress, not from the last that saw some: on a busy machine a second may lie between two looks.
            var progress = sight.Standby is not { } standby || standby.Flushed != _confirmed || standby.Flushed >= sight.Position;
            _stalledSince = progress ? null : _stalledSince ?? now;
            _confirmed = sight.Standby?.Flushed ?? 0;
        }
    }

    /// <summary>Notes that writers no longer wait for the standby, so that one that comes and goes holds them up less and less often, and one that cannot be heard not again before it is.</summary>
    public void NoteLoss()
    {
        lock (_gate)
        {
            _barrier = null;
            if (!ReferenceEquals(_lost, _seen))
            {
                _lost = _seen;
                _losses++;
            }
        }
    }

    /// <summary>Notes that the primary does not serve: what it said before counts no more.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            (_primary, _barrier) = (null, null);
        }
    }

    /// <summary>What has been seen up to now.</summary>
    public ReplicationView View()
    {
        lock (_gate)
        {
            if (_losses > 0 && _streaming && time.GetElapsedTime(_streamingSince) >= SupervisorDefaults.LongestPause * 2)
            {
                _losses = 0;
            }

            return new ReplicationView(
                _primary is null || _streaming ? TimeSpan.Zero : time.GetElapsedTime(_unseenSince, _seenAt),
                _primary is null || !_streaming || _stalledSince is not { } stalled ? TimeSpan.Zero : time.GetElapsedTime(stalled, _seenAt),
                _primary is not null && _streaming ? time.GetElapsedTime(_streamingSince, _seenAt) : TimeSpan.Zero,
                _barrier,
                _losses == 0 || (_streaming && time.GetElapsedTime(_streamingSince) >= Proof && IsHeard));
        }
    }

    // A primary calls a standby streaming that it has lost until wal_sender_timeout, 5 s. One that has confirmed what it lacked when it was lost is there.
    private bool IsHeard => _lost is null || _confirmed >= _lost.Position;

    // A first loss is forgiven at once: the standby was killed or stopped, and is back.
    private TimeSpan Proof => SupervisorDefaults.Pause(_losses - 1);

    private void Reset(string primary, long now)
    {
        (_primary, _streaming, _barrier, _lost, _confirmed) = (primary, false, null, null, 0);
        (_streamingSince, _unseenSince, _stalledSince) = (now, now, null);
    }
}
