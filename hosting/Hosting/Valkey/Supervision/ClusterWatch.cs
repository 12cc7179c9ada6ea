namespace Distribution.Hosting.Valkey;

/// <summary>Looks at everything at once, and remembers what takes two looks to see: since when somebody is silent or gone, and how far he was.</summary>
internal sealed class ClusterWatch(
    IReadOnlyList<string> members, IReadOnlyList<string> sentinelNames, IMemberProcesses processes, IValkeyNodes nodes, ISentinels sentinels, TimeProvider time)
{
    private readonly Dictionary<string, Memory> _memories = members.Concat(sentinelNames).ToDictionary(m => m, _ => new Memory(), StringComparer.Ordinal);

    /// <summary>Not for several callers at once.</summary>
    public async Task<ClusterView> LookAsync(ClusterRecord record, CancellationToken cancellation)
    {
        var looking = sentinels.LookAsync(cancellation);
        var views = await Task.WhenAll(members.Select(m => LookAsync(m, cancellation)));
        var opinions = await looking;
        return new ClusterView(record, views, opinions)
        {
            SentinelProcesses = [.. sentinelNames.Select(s => View(s, processes.Look(s), null, !opinions.Silent.Contains(s, StringComparer.Ordinal)))],
        };
    }

    /// <summary>Whether all processes are there and the primary answers what it did, offset apart; asks nobody else. Not beside another look.</summary>
    public async Task<bool> IsUnchangedAsync(ClusterView last, CancellationToken cancellation)
    {
        var primary = await LookAsync(last.Primary.Name, cancellation);
        return primary.Process is ProcessState.Running
            && primary.Report is { } report && last.Primary.Report is { } before && report == before with { Offset = report.Offset }
            && _memories.Keys.All(name => processes.Look(name).State is ProcessState.Running);
    }

    /// <summary>Notes that a start was asked for: one that ends before the member answers has failed.</summary>
    public void Starting(string member) => _memories[member].StartedAt = time.GetTimestamp();

    private async Task<MemberView> LookAsync(string member, CancellationToken cancellation)
    {
        var process = processes.Look(member);
        var report = process.State is ProcessState.Running ? await nodes.ReportAsync(member, cancellation) : null;
        return View(member, process, report, report is not null);
    }

    private MemberView View(string member, ProcessView process, NodeReport? report, bool answers)
    {
        var memory = _memories[member];
        memory.Note(process, report, answers, time);
        return new MemberView(member, process.State, report)
        {
            StopAskedFor = process.StopAskedFor,
            HasAnswered = memory.HasAnswered,
            SilentFor = process.State is ProcessState.Running && !answers ? time.GetElapsedTime(memory.SilentSince) : TimeSpan.Zero,
            GoneFor = process.State is not ProcessState.Running && memory.GoneSince is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero,
            FailedStarts = memory.FailedStarts,
            LastOffset = memory.LastOffset,
            LastWasPrimary = memory.LastWasPrimary,
            MayStart = process.CanStart && time.GetElapsedTime(memory.StartedAt ?? 0) >= memory.Pause,
        };
    }

    private sealed class Memory
    {
        private ProcessView _last;
        private bool _answered;

        public long? StartedAt { get; set; }

        public bool HasAnswered { get; private set; }

        /// <summary>When it was first asked without an answer, or was started.</summary>
        public long SilentSince { get; private set; }

        public long? GoneSince { get; private set; }

        public int FailedStarts { get; private set; }

        public long LastOffset { get; private set; }

        public bool LastWasPrimary { get; private set; }

        /// <summary>From the last start on, so that what ran for a while comes back at once.</summary>
        public TimeSpan Pause => StartedAt is null || FailedStarts == 0
            ? TimeSpan.Zero
            : TimeSpan.FromTicks(Math.Min(ValkeyClusterDefaults.MaxRestartDelay.Ticks, ValkeyClusterDefaults.RestartDelay.Ticks << Math.Min(FailedStarts, 10)));

        public void Note(ProcessView process, NodeReport? report, bool answers, TimeProvider time)
        {
            if (process.State is ProcessState.Running && (_last.State is not ProcessState.Running || process.Incarnation != _last.Incarnation))
            {
                HasAnswered = false;
                LastWasPrimary = false;
                GoneSince = null;
                SilentSince = time.GetTimestamp();
                StartedAt ??= SilentSince;
            }

            if (process.State is ProcessState.Gone && _last.State is not ProcessState.Gone)
            {
                GoneSince ??= time.GetTimestamp();
                FailedStarts = HasAnswered || process.StopAskedFor ? 0 : FailedStarts + 1;
                HasAnswered = false;
            }

            if (answers)
            {
                HasAnswered = true;
                FailedStarts = 0;
                _answered = true;
            }
            else if (_answered)
            {
                SilentSince = time.GetTimestamp();
                _answered = false;
            }

            if (report is not null)
            {
                LastOffset = report.Offset;
                LastWasPrimary = report.IsPrimary;
            }

            _last = process;
        }
    }
}
