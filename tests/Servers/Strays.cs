using System.Collections.Concurrent;
using Distribution.Machine.Processes;

namespace Distribution.Servers;

/// <summary>The servers that tests started and have not ended: killed when the test process ends without having done so.</summary>
internal static class Strays
{
    private static readonly ConcurrentDictionary<int, long?> Watched = new();

    static Strays() => AppDomain.CurrentDomain.ProcessExit += (_, _) => EndAll();

    public static void Watch(int pid) => Watched[pid] = ProcessTable.StartTime(pid);

    public static void Forget(int pid) => Watched.TryRemove(pid, out _);

    private static void EndAll()
    {
        foreach (var (pid, started) in Watched)
        {
            if (started is not null && ProcessTable.StartTime(pid) == started)
            {
                Signal.Send(pid, SignalKind.Kill);
            }
        }
    }
}
