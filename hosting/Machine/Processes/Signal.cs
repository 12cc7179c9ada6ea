using System.Runtime.InteropServices;

namespace Distribution.Machine.Processes;

/// <summary>Sends signals to processes of this machine.</summary>
public static partial class Signal
{
    private const int NoSuchProcess = 3;

    /// <summary>Sends a signal.</summary>
    /// <param name="pid">The process, greater than 1: never a group, never everybody.</param>
    /// <param name="kind">Which.</param>
    /// <returns>False when the process is gone.</returns>
    /// <exception cref="UnauthorizedAccessException">The process belongs to somebody else.</exception>
    public static bool Send(int pid, SignalKind kind)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pid, 2);
        if (Kill(pid, (int)kind) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == NoSuchProcess
            ? false
            : throw new UnauthorizedAccessException($"Signal {kind} could not be sent to process {pid} ({ProcessTable.CommandLine(pid)}): {Marshal.GetPInvokeErrorMessage(error)}.");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);
}
