using Distribution.Drills.Faults;

namespace Distribution.Drills.Targets.Kubernetes;

/// <summary>What is done to one pod.</summary>
internal sealed class PodMeans(Kubectl kubectl, PodProcesses processes, NodeOutage nodes)
{
    /// <exception cref="TargetException">It could not be done.</exception>
    public Task InjectAsync(Pod pod, Injection injection, CancellationToken cancellationToken) => injection switch
    {
        Injection.Stop => kubectl.StopAsync(pod.Name, cancellationToken),
        Injection.LoseZone => nodes.CutAsync(pod.Node ?? throw new TargetException($"{pod.Name} stands on no node."), cancellationToken),
        Injection.Kill => PodProcesses.Lack(pod) is null ? processes.KillAsync(pod.Container!, cancellationToken) : kubectl.LoseAsync(pod.Name, cancellationToken),
        _ => SuspendAsync(pod, injection),
    };

    // The first member's node may be this machine, and this one's another.
    private Task SuspendAsync(Pod pod, Injection injection)
    {
        if (PodProcesses.Lack(pod) is { } lack)
        {
            throw new TargetException($"{injection} of {pod.Name}: {lack}.");
        }

        if (injection == Injection.Freeze)
        {
            processes.Freeze(pod.Container!);
        }
        else
        {
            processes.Thaw(pod.Container!);
        }

        return Task.CompletedTask;
    }
}
