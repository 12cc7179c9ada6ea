using System.Globalization;
using Distribution.Machine.Processes;

namespace Distribution.Drills.Targets.Deployed;

/// <summary>
/// The processes of a container in this machine's own process table, where the machine is the one that runs it. Only from here is a crash like a real one: a container's first process cannot be killed from
/// inside (the kernel shields process 1 of a namespace from its own), an engine that is told to kill does not restart what it killed, and a cluster that is told to delete asks politely first.
/// </summary>
internal static class ContainerProcesses
{
    /// <summary>12 digits are what engines shorten an id to; fewer may meet another container's.</summary>
    private const int LeastDigits = 12;

    /// <summary>Why they cannot be signalled; null when they can.</summary>
    public static string? Lack(string container) =>
        !Environment.IsPrivilegedProcess ? "only root may signal a container's processes"
        : !Of(container).Any() ? "its processes are not this machine's"
        : null;

    /// <summary>Ends the first process, and with it the kernel ends all others of the container: SIGKILL.</summary>
    /// <exception cref="TargetException">There is none.</exception>
    public static void Kill(string container) => Signal.Send(
        Of(container).Cast<int?>().FirstOrDefault(pid => InnerId(StatusOf(pid!.Value)) == 1) ?? throw new TargetException($"Container {container[..LeastDigits]} has no first process on this machine: has it ended?"),
        SignalKind.Kill);

    /// <summary>Stops all of them (SIGSTOP), or lets all go on (SIGCONT).</summary>
    public static void Send(string container, SignalKind kind)
    {
        foreach (var pid in Of(container))
        {
            Signal.Send(pid, kind);
        }
    }

    /// <summary>Those whose control group names the container, as every runtime does.</summary>
    public static IReadOnlyList<int> Of(string container) =>
        container.Length < LeastDigits ? [] : [.. ProcessTable.All().Where(pid => Read($"/proc/{pid}/cgroup").Contains(container, StringComparison.Ordinal))];

    /// <summary>A process's id in its innermost namespace, from <c>/proc/PID/status</c>: the last of the line <c>NSpid:</c>.</summary>
    internal static int InnerId(string status) =>
        status.Split('\n').FirstOrDefault(line => line.StartsWith("NSpid:", StringComparison.Ordinal)) is { } line
            ? int.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[^1], CultureInfo.InvariantCulture)
            : 0;

    private static string StatusOf(int pid) => Read($"/proc/{pid}/status");

    // One that has ended meanwhile is nobody's.
    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
