using Distribution.Drills.Histories;
using Distribution.Drills.Targets;

namespace Distribution.Drills.Workloads;

/// <summary>What a workload works with.</summary>
/// <param name="Target">The topology.</param>
/// <param name="Recorder">Where everything is recorded.</param>
/// <param name="Run">Names the drill: what it writes is known by it.</param>
/// <param name="Seed">Of the drill's random choices.</param>
public sealed record WorkloadContext(ITarget Target, HistoryRecorder Recorder, string Run, int Seed)
{
    /// <summary>The part of the scenario's load that is put on, more than 0 to 1.</summary>
    public double Load { get; init; } = 1;

    /// <summary>How long the load takes to rise to that, from nothing.</summary>
    public TimeSpan RampUp { get; init; }
}
