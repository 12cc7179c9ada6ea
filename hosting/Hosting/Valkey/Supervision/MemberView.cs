namespace Distribution.Hosting.Valkey;

/// <summary>One server at one moment.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Process">What the engine says of its process.</param>
/// <param name="Report">What it said of itself just now; null when it did not answer.</param>
internal sealed record MemberView(string Name, ProcessState Process, NodeReport? Report = null)
{
    /// <summary>Whether somebody asked for its stop, so that nobody but him may start it again.</summary>
    public bool StopAskedFor { get; init; }

    /// <summary>Whether it has answered since its process was started.</summary>
    public bool HasAnswered { get; init; } = true;

    /// <summary>Since when it has not answered although its process runs; zero when it answers.</summary>
    public TimeSpan SilentFor { get; init; }

    /// <summary>Since when its process is gone, a start that still waits included; zero when it has not run yet.</summary>
    public TimeSpan GoneFor { get; init; }

    /// <summary>How often in a row its process ended before it answered.</summary>
    public int FailedStarts { get; init; }

    /// <summary>The last offset it was known to have.</summary>
    public long LastOffset { get; init; }

    /// <summary>Whether it took itself for a primary when it last answered.</summary>
    public bool LastWasPrimary { get; init; }

    /// <summary>Whether the pause after its last end is over, and the engine would start it.</summary>
    public bool MayStart { get; init; } = true;

    /// <summary>Whether it ran and there is no process: a start that waits for its role must not hide that somebody has to be promoted.</summary>
    public bool IsAbsent => Process is ProcessState.Gone || (Process is ProcessState.Starting && GoneFor > TimeSpan.Zero);

    /// <summary>Whether it could be promoted now.</summary>
    public bool IsHeir => Process is ProcessState.Running && Report is { IsPrimary: false, Loading: false };
}
