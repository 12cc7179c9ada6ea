using Distribution.Machine.Processes;

namespace Distribution.Engine.Processes;

/// <summary>
/// Ends a process and everything below it. It is asked by a signal, and woken if it was stopped; what is left at the deadline is killed, also children that outlived it. SIGTERM comes before
/// SIGCONT, so that a process that was frozen does nothing but end.
/// </summary>
internal static class GracefulStop
{
    /// <param name="process">The process.</param>
    /// <param name="gone">Completes once it is gone.</param>
    /// <param name="signal">What asks it to end.</param>
    /// <param name="deadline">The time until SIGKILL; zero kills at once.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Whether it ended within the deadline.</returns>
    public static async Task<bool> EndAsync(ProcessIdentity process, Task gone, SignalKind signal, TimeSpan deadline, TimeProvider time)
    {
        var family = process.Descendants();
        if (deadline > TimeSpan.Zero)
        {
            process.Send(signal);
            foreach (var member in family.Prepend(process).Where(member => ProcessTable.State(member.Pid) == 'T'))
            {
                member.Send(SignalKind.Continue);
            }
        }

        var graceful = await InTimeAsync(gone, deadline, time);
        foreach (var member in process.Descendants().Concat(family).Prepend(process))
        {
            member.Send(SignalKind.Kill);
        }

        return graceful;
    }

    private static async Task<bool> InTimeAsync(Task gone, TimeSpan deadline, TimeProvider time)
    {
        try
        {
            await gone.WaitAsync(deadline > TimeSpan.Zero ? deadline : TimeSpan.Zero, time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
