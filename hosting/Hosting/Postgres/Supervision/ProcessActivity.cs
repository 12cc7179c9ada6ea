using System.Runtime.InteropServices;

namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>What the kernel says a process does: that it works, or waits for a processor to work, tells one that is late from one that hangs.</summary>
/// <param name="State">The kernel's letter of its state (R, S, D, T …), or NUL when there is no process.</param>
/// <param name="Turns">How often it was given a processor so far.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProcessActivity(char State, long Turns)
{
    /// <summary>Whether it is stopped (SIGSTOP).</summary>
    public bool IsStopped => State == 'T';

    /// <summary>Whether it wants a processor now, or had one since.</summary>
    public bool HasWorkedSince(ProcessActivity before) => State == 'R' || (!IsStopped && Turns != before.Turns);
}
