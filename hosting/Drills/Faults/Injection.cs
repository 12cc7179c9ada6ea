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

    /// <summary>Set its wall clock two hours ahead while it runs.</summary>
    StepClock,

    /// <summary>Set its wall clock right again while it runs.</summary>
    ResetClock,

    /// <summary>Let its disk do only a few writes a second.</summary>
    SlowDisk,

    /// <summary>Let its disk go as fast as it can.</summary>
    UnslowDisk,

    /// <summary>Give it a small disk of its own, with its data.</summary>
    OwnDisk,

    /// <summary>Leave no room on its own disk.</summary>
    FillDisk,

    /// <summary>Give its own disk room again.</summary>
    MakeRoom,

    /// <summary>Put its data back on the disk that it shares with the others.</summary>
    SharedDisk,

    /// <summary>Run it from a newer build.</summary>
    Upgrade,

    /// <summary>Lose everything that stands in its zone, at once.</summary>
    LoseZone,

    /// <summary>Have its zone back, where it does not come back by itself.</summary>
    RestoreZone,
}
