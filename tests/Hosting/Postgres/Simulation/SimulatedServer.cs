namespace Distribution.Hosting.Tests.Postgres.Simulation;

/// <summary>A server reduced to what failover is about: a log of writes, whether it runs, and whom its commits wait for.</summary>
internal sealed class SimulatedServer(string name)
{
    private TaskCompletionSource _end = new();

    public string Name => name;

    /// <summary>The writes on disk, or null without data. It survives every kill.</summary>
    public List<long>? Log { get; set; }

    public int Timeline { get; set; } = 1;

    public bool IsStandby { get; set; }

    public bool ShutDownCleanly { get; set; }

    public bool Running { get; private set; }

    /// <summary>How often it was started.</summary>
    public int Starts { get; private set; }

    /// <summary>Completes when it is killed; completed while it does not run.</summary>
    public Task End => Running ? _end.Task : Task.CompletedTask;

    public bool Frozen { get; set; }

    /// <summary>Whether it hears nobody and nobody hears it, while it runs; the supervisor's signals still reach its process.</summary>
    public bool Isolated { get; set; }

    /// <summary>Whether it gets too little of the processors to answer in time, while it works.</summary>
    public bool Late { get; set; }

    /// <summary>How often its postmaster was given a processor.</summary>
    public long Turns { get; set; }

    public bool StopRequested { get; set; }

    /// <summary>Whether its disk is full: as a standby it receives nothing then.</summary>
    public bool DiskFull { get; set; }

    public TimeSpan ReadyAt { get; private set; }

    public (string Names, string? Primary) File { get; set; } = ("", null);

    public (string Names, string? Primary) Loaded { get; set; } = ("", null);

    public HashSet<string> Slots { get; } = [];

    public bool Answers(TimeSpan now) => Running && !Frozen && now >= ReadyAt;

    public void Start(TimeSpan readyAt) => (Running, Frozen, ReadyAt, Loaded, ShutDownCleanly, Starts) = (true, false, readyAt, File, false, Starts + 1);

    public void Kill()
    {
        (Running, Frozen, Isolated, Late) = (false, false, false, false);
        var ended = _end;
        _end = new TaskCompletionSource();
        ended.SetResult();
    }
}
