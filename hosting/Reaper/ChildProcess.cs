using System.Collections;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Distribution.Reaper;

/// <summary>
/// Starting and collecting children straight through libc: System.Diagnostics.Process collects exit codes on its own and would compete with <see cref="WaitForAny"/> for those of
/// processes that were handed to us when their parent died.
/// </summary>
internal static partial class ChildProcess
{
    private const int SetChildSubreaper = 36;
    private const int NoChildLeft = 10;
    private const int Interrupted = 4;

    /// <summary>From now on every descendant whose parent dies becomes our child instead of init's: nothing that was started below us can leave the tree.</summary>
    public static void AdoptOrphans() => Check(PrCtl(SetChildSubreaper, 1, 0, 0, 0), "prctl(PR_SET_CHILD_SUBREAPER)");

    /// <summary>Leaves the terminal's process group, so that Ctrl-C reaches only the application, which stops in order.</summary>
    public static void LeaveTerminal() => SetSid();

    /// <summary>Starts a program with our environment, output and input.</summary>
    /// <returns>Its process id.</returns>
    public static int Start(string program, string[] args)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(variable => $"{variable.Key}={variable.Value}");
        var error = PosixSpawnP(out var pid, program, 0, 0, [program, .. args, null], [.. environment, null]);
        return error == 0 ? pid : throw new Win32Exception(error, $"{program} could not be started: {Marshal.GetPInvokeErrorMessage(error)}.");
    }

    /// <summary>Waits until one child ends and collects it.</summary>
    /// <returns>Its process id, or 0 when no child is left.</returns>
    public static int WaitForAny()
    {
        while (true)
        {
            var pid = WaitPid(-1, out _, 0);
            if (pid > 0)
            {
                return pid;
            }

            var error = Marshal.GetLastPInvokeError();
            if (error == NoChildLeft)
            {
                return 0;
            }

            Check(error == Interrupted ? 0 : -1, "waitpid");
        }
    }

    private static void Check(int result, string call)
    {
        if (result < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{call} failed: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int PrCtl(int option, nuint value, nuint unused3, nuint unused4, nuint unused5);

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int SetSid();

    [LibraryImport("libc", EntryPoint = "posix_spawnp", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int PosixSpawnP(out int pid, string file, nint fileActions, nint attributes, string?[] arguments, string?[] environment);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    private static partial int WaitPid(int pid, out int status, int options);
}
