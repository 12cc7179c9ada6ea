namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>All that is known of a member at a moment.</summary>
/// <param name="Name">Its resource name.</param>
/// <param name="Health">What is seen of it.</param>
/// <param name="For">How long that has been so.</param>
/// <param name="Misses">Probes in a row without an answer and without a sign that it works.</param>
/// <param name="Silences">Probes in a row without an answer.</param>
/// <param name="StopRequested">Whether a person stopped it, so that it stays stopped.</param>
/// <param name="FailedStarts">Starts in a row that did not last.</param>
/// <param name="FreeBytes">Room on its data's disk.</param>
/// <param name="IsStopped">Whether the kernel says that it is stopped.</param>
/// <param name="Sight">What it last said of itself, if that is still true.</param>
internal sealed record MemberView(string Name, MemberHealth Health, TimeSpan For, int Misses = 0, int Silences = 0, bool StopRequested = false, int FailedStarts = 0, long FreeBytes = long.MaxValue, bool IsStopped = false, MemberSight? Sight = null)
{
    /// <summary>Whether it has a process that could act.</summary>
    public bool IsUp => Health != MemberHealth.Down;

    /// <summary>Whether it has been silent for as many probes as it takes.</summary>
    public bool IsFrozen => Health == MemberHealth.Silent
        && (Misses >= (IsStopped ? SupervisorDefaults.SilentProbes : SupervisorDefaults.SilentProbesOfRunning) || Silences >= SupervisorDefaults.SilentProbesOfWorking);

    /// <summary>Whether it does not answer and works all the same, as far as the kernel can tell.</summary>
    public bool IsLate => Health == MemberHealth.Silent && Misses == 0;

    /// <summary>Whether the pause after its failed starts is over.</summary>
    public bool MayStartAgain => Health == MemberHealth.Down && For >= SupervisorDefaults.Pause(FailedStarts);
}
