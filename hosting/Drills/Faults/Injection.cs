namespace Distribution.Drills.Faults;

/// <summary>What a target may be able to do to one member.</summary>
public enum Injection
{
    /// <summary>End it at once: SIGKILL, or the like.</summary>
    Kill,

    /// <summary>Stop it from running, without its peers being told: SIGSTOP.</summary>
    Freeze,

    /// <summary>Let what was frozen go on.</summary>
    Thaw,

    /// <summary>Ask it to end, and wait until it has.</summary>
    Stop,

    /// <summary>Start what was stopped.</summary>
    Start,

    /// <summary>Make its network fail: cut, delay, lose, reset.</summary>
    Network,
}
