namespace Distribution.Jobs;

/// <summary>How one worker runs jobs.</summary>
public sealed class JobRunnerOptions
{
    /// <summary>The worker's name, for those who look at the queue. Default: host and process id.</summary>
    public string Name { get; set; } = $"{Environment.MachineName}/{Environment.ProcessId}";

    /// <summary>How many jobs run at a time, 1–1,000. Default <see cref="JobDefaults.Concurrency"/>.</summary>
    public int Concurrency { get; set; } = JobDefaults.Concurrency;

    /// <summary>How long after its last heartbeat the worker's jobs are taken away. Default <see cref="JobDefaults.Ttl"/>.</summary>
    public TimeSpan Ttl { get; set; } = JobDefaults.Ttl;

    /// <summary>The pause between heartbeats. Default <see cref="JobDefaults.HeartbeatEvery"/>.</summary>
    public TimeSpan HeartbeatEvery { get; set; } = JobDefaults.HeartbeatEvery;

    /// <summary>The pause between looks for lost workers. Default <see cref="JobDefaults.ReapEvery"/>.</summary>
    public TimeSpan ReapEvery { get; set; } = JobDefaults.ReapEvery;

    /// <summary>The longest pause between two looks for due jobs. Default <see cref="JobDefaults.PollEvery"/>.</summary>
    public TimeSpan PollEvery { get; set; } = JobDefaults.PollEvery;

    /// <summary>The pause before the second attempt, doubled for each further one. Default <see cref="JobDefaults.RetryDelay"/>.</summary>
    public TimeSpan RetryDelay { get; set; } = JobDefaults.RetryDelay;

    /// <summary>The longest pause between two attempts. Default <see cref="JobDefaults.MaxRetryDelay"/>.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = JobDefaults.MaxRetryDelay;

    /// <summary>How long one attempt may take before it is cancelled and counts as failed. Default <see cref="JobDefaults.RunTimeout"/>.</summary>
    public TimeSpan RunTimeout { get; set; } = JobDefaults.RunTimeout;

    /// <summary>How long running jobs have to end when the worker is told to stop. Default <see cref="JobDefaults.DrainPatience"/>.</summary>
    public TimeSpan DrainPatience { get; set; } = JobDefaults.DrainPatience;

    /// <summary>Called in the transaction in which jobs die; null for nothing.</summary>
    public RecordDeaths? RecordDeaths { get; set; }

    internal void Validate()
    {
        if (Concurrency is < 1 or > 1000)
        {
            throw new ArgumentException($"Worker '{Name}' cannot run {Concurrency} jobs at a time: 1–1,000.");
        }

        if (HeartbeatEvery <= TimeSpan.Zero || ReapEvery <= TimeSpan.Zero || PollEvery <= TimeSpan.Zero || HeartbeatEvery + JobDefaults.SafetyMargin >= Ttl)
        {
            throw new ArgumentException($"Worker '{Name}' cannot live {Ttl} with a heartbeat each {HeartbeatEvery}: the ttl must be longer than that and {JobDefaults.SafetyMargin} together, and no pause may be zero.");
        }
    }
}
