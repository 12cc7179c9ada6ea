namespace Distribution.Jobs;

/// <summary>The states of a job, as they are listed.</summary>
public static class JobStates
{
    /// <summary>Waits for a worker.</summary>
    public const string Queued = "queued";

    /// <summary>Waits for its time.</summary>
    public const string Scheduled = "scheduled";

    /// <summary>A worker has it.</summary>
    public const string Running = "running";

    /// <summary>Failed for good.</summary>
    public const string Dead = "dead";

    /// <summary>Done.</summary>
    public const string Completed = "completed";

    /// <summary>Taken back.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Was dead and is given up.</summary>
    public const string Discarded = "discarded";

    /// <summary>Those that are still there, and those that are kept for some hours.</summary>
    public static IReadOnlyList<string> All { get; } = [Queued, Scheduled, Running, Dead, Completed, Cancelled, Discarded];

    /// <summary>Whether it is one of the kept ones.</summary>
    internal static bool IsFinished(string state) => state is Completed or Cancelled or Discarded;
}
