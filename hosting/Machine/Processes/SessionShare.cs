using System.Globalization;

namespace Distribution.Machine.Processes;

/// <summary>The share of the processors that a session has beside the others, where Linux shares them among sessions (sched(7), "The autogroup feature").</summary>
public static class SessionShare
{
    /// <summary>The file's form is that of nice(2): 0 is everybody's, and each step below it a quarter more.</summary>
    private const int Raised = -10;

    /// <summary>Gives the session that the process leads nine times the share of another one.</summary>
    /// <returns>Whether it has it now: not where the process leads none, the kernel does not share so, or we may not (CAP_SYS_NICE).</returns>
    public static bool TryRaise(int pid)
    {
        if (ProcessTable.Session(pid) != pid)
        {
            return false;
        }

        try
        {
            File.WriteAllText($"/proc/{pid}/autogroup", Raised.ToString(CultureInfo.InvariantCulture));
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
