using System.Runtime.InteropServices;
using Distribution.Machine.Processes;

namespace Distribution.Engine.Processes;

/// <summary>One process, never mistaken for a later one that was given the same pid.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="StartTime">When it started, in clock ticks since boot.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProcessIdentity(int Pid, long StartTime)
{
    /// <summary>The process that has the pid now, or null when there is none.</summary>
    public static ProcessIdentity? Of(int pid) => ProcessTable.StartTime(pid) is { } started ? new(pid, started) : null;

    public static ProcessIdentity? Parse(string text) =>
        text.Split(' ') is [var pid, var started] && int.TryParse(pid, out var number) && long.TryParse(started, out var ticks) ? new(number, ticks) : null;

    /// <summary>A zombie counts as gone.</summary>
    public bool IsAlive() => ProcessTable.IsAlive(Pid) && ProcessTable.StartTime(Pid) == StartTime;

    /// <summary>Everything below it.</summary>
    public IReadOnlyList<ProcessIdentity> Descendants() =>
        IsAlive() ? [.. ProcessTable.Descendants(Pid).Select(Of).OfType<ProcessIdentity>()] : [];

    /// <summary>Whether its working directory is the folder or one below it.</summary>
    public bool WorksIn(string folder)
    {
        try
        {
            return new FileInfo($"/proc/{Pid}/cwd").LinkTarget is { } directory
                && (directory == folder || directory.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Sends a signal, unless the process is gone.</summary>
    public void Send(SignalKind kind)
    {
        if (IsAlive())
        {
            Signal.Send(Pid, kind);
        }
    }

    public override string ToString() => $"{Pid} {StartTime}";
}
