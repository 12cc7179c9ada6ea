using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Distribution.Machine.Processes;

/// <summary>
/// One process, kept in sight by its open file in /proc: a look is one system call, where opening the file anew takes six, and it never shows another process that got the same id since. The file is closed by
/// the garbage collector: somebody else may be looking.
/// </summary>
public sealed class WatchedProcess
{
    // The command's name is 15 characters at most, so that the state always lies within this.
    private const int Enough = 64;

    private readonly SafeFileHandle _stat;

    private WatchedProcess(int pid, SafeFileHandle stat) => (Pid, _stat) = (pid, stat);

    /// <summary>Its process id.</summary>
    public int Pid { get; }

    /// <summary>The kernel's state letter (R, S, D, T, Z …), or NUL once it is gone.</summary>
    public char State
    {
        get
        {
            Span<byte> text = stackalloc byte[Enough];
            try
            {
                text = text[..RandomAccess.Read(_stat, text, 0)];
            }
            catch (IOException)
            {
                return '\0';
            }

            var end = text.LastIndexOf(") "u8);
            return end >= 0 && end + 2 < text.Length ? (char)text[end + 2] : '\0';
        }
    }

    /// <summary>Whether it runs, is stopped or sleeps; a zombie counts as gone.</summary>
    public bool IsAlive => State is not ('\0' or 'Z' or 'X');

    /// <summary>How often it was given a processor so far; 0 once it is gone, or where the kernel does not count (proc(5), "schedstat").</summary>
    public long Turns
    {
        get
        {
            try
            {
                return File.ReadAllText($"/proc/{Pid}/schedstat").Split(' ') is [_, _, var turns] ? long.Parse(turns, CultureInfo.InvariantCulture) : 0;
            }
            catch (IOException)
            {
                return 0;
            }
        }
    }

    /// <summary>Opens the file of a process; null when there is no such process, or none that may be looked at.</summary>
    public static WatchedProcess? TryOpen(int pid)
    {
        try
        {
            return new(pid, File.OpenHandle($"/proc/{pid}/stat", FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
