namespace Distribution.Machine.Processes;

/// <summary>
/// How a process is asked to end, and how long it may take. An annotation of a resource implements this beside Aspire's IResourceAnnotation, and hosting/Engine honours the last one;
/// Aspire's own engine does not know it and stops the resource in its own way.
/// </summary>
public interface IStopPolicy
{
    /// <summary>The signal that asks: SIGTERM for most, SIGINT for Postgres, whose SIGTERM waits for every client.</summary>
    SignalKind Signal { get; }

    /// <summary>The time until SIGKILL, more than zero. The stop of a whole application takes at most 9 s, whatever its resources ask for.</summary>
    TimeSpan Deadline { get; }
}
