namespace Distribution.Hosting.Valkey;

/// <summary>What the engine says of a member's process.</summary>
internal enum ProcessState
{
    /// <summary>It has not run since the topology was started; the engine starts it.</summary>
    NotStarted,

    /// <summary>A start was asked for and there is no process yet.</summary>
    Starting,

    /// <summary>There is a process, frozen or not.</summary>
    Running,

    /// <summary>It ran and ended.</summary>
    Gone,
}
