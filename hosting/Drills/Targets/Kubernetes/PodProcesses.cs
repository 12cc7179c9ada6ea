using System.Collections.Concurrent;
using Distribution.Drills.Targets.Deployed;
using Distribution.Machine.Processes;

namespace Distribution.Drills.Targets.Kubernetes;

/// <summary>The processes of containers whose node is this machine, as in a cluster of one machine.</summary>
/// <remarks>A node tells of a container's end up to a second later, and of a frozen one after its probes have failed several times. What was done here is known at once, and holds for that container: the next has another id.</remarks>
internal sealed class PodProcesses
{
    /// <summary>5 s until the kernel has ended all processes of a container whose first one was killed: one that waits for its disk ends after that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentDictionary<string, bool> _ended = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _frozen = new(StringComparer.Ordinal);

    /// <summary>Why a container's processes cannot be signalled; null when they can.</summary>
    public static string? Lack(Pod? pod) => pod?.Container is { } container ? ContainerProcesses.Lack(container) : "no container of it runs";

    /// <summary>Whether a pod's container was killed here.</summary>
    public bool IsEnded(Pod pod) => pod.Container is { } container && _ended.ContainsKey(container);

    /// <summary>Whether it is frozen.</summary>
    public bool IsFrozen(Pod pod) => pod.Container is { } container && _frozen.ContainsKey(container);

    /// <summary>SIGKILL to the first process; returns once all are gone.</summary>
    /// <exception cref="TargetException">There is none, or some are left.</exception>
    public async Task KillAsync(string container, CancellationToken cancellationToken)
    {
        ContainerProcesses.Kill(container);
        for (var since = TimeProvider.System.GetTimestamp(); ContainerProcesses.Of(container).Count > 0; await Task.Delay(Interval, cancellationToken))
        {
            if (TimeProvider.System.GetElapsedTime(since) > Patience)
            {
                throw new TargetException($"Container {container} still has processes {Patience.TotalSeconds:0} s after SIGKILL.");
            }
        }

        _ended[container] = true;
    }

    /// <summary>SIGSTOP to all.</summary>
    public void Freeze(string container)
    {
        _frozen[container] = true;
        ContainerProcesses.Send(container, SignalKind.Stop);
    }

    /// <summary>SIGCONT to all.</summary>
    public void Thaw(string container)
    {
        ContainerProcesses.Send(container, SignalKind.Continue);
        _frozen.TryRemove(container, out _);
    }
}
