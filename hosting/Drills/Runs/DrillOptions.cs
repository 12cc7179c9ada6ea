using Distribution.Drills.Targets;

namespace Distribution.Drills.Runs;

/// <summary>How a drill is run.</summary>
public sealed record DrillOptions
{
    /// <summary>Of the random choices; the same seed makes the same schedule.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The part of the scenario's load that is put on, more than 0 to 1: less where the topology has few cores beside other work. Fewer operations show less.</summary>
    public double Load { get; init; } = 1;

    /// <summary>
    /// How long the load takes to rise to that. Processes that have just started compile what their first requests run, and optimise it later: a load that they carry then may be more than they can do at first, and
    /// what waits, is late and is asked again keeps them there.
    /// </summary>
    public TimeSpan RampUp { get; init; }

    /// <summary>3 s under load before the fault: what is usual has to be known.</summary>
    public TimeSpan Baseline { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>60 s for the load to run without a failure: what a process compiles at its first requests is not the fault that is looked for.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>5 s under load after the fault is undone: what fails then was not mended.</summary>
    public TimeSpan Aftermath { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long full redundancy may take to come back.</summary>
    public TimeSpan Patience { get; init; } = Wholeness.Patience;

    /// <summary>Where the history is written; null for nowhere.</summary>
    public string? HistoryFile { get; init; }
}
