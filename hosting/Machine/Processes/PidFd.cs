using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Distribution.Machine.Processes;

/// <summary>A file descriptor of a process (Linux 5.3): it becomes readable the moment the process ends, whoever its parent is.</summary>
internal static partial class PidFd
{
    // The same number on every architecture.
    private const int PidFdOpen = 434;
    private const short Readable = 1;
    private const int Interrupted = 4;

    /// <summary>Opens the process, or returns null when there is none.</summary>
    public static SafeFileHandle? TryOpen(int pid)
    {
        var descriptor = SysCall(PidFdOpen, pid, 0);
        return descriptor < 0 ? null : new SafeFileHandle((nint)descriptor, ownsHandle: true);
    }

    /// <summary>Waits until a descriptor is readable.</summary>
    /// <returns>For each, whether it is.</returns>
    public static bool[] WaitForAny(ReadOnlySpan<int> descriptors)
    {
        var polled = new PollFd[descriptors.Length];
        for (var index = 0; index < polled.Length; index++)
        {
            polled[index] = new PollFd { Descriptor = descriptors[index], Events = Readable };
        }

        while (Poll(polled, (nuint)polled.Length, -1) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Interrupted)
            {
                throw new IOException($"poll failed: {Marshal.GetLastPInvokeErrorMessage()}.");
            }
        }

        return Array.ConvertAll(polled, entry => entry.Returned != 0);
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SysCall(nint number, nint pid, nint flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll([In, Out] PollFd[] descriptors, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollFd
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
