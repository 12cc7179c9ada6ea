using System.Net;
using Distribution.Drills.Targets.Deployed;

namespace Distribution.Drills.Targets.Kubernetes;

/// <summary>How a member looks from outside.</summary>
internal static class PodUnit
{
    private const int IdDigits = 12;

    /// <param name="member">The member.</param>
    /// <param name="processes">What was done to processes here.</param>
    /// <param name="address">Where this machine reaches it.</param>
    /// <param name="zone">The zone of its node.</param>
    public static Unit Of(Placed member, PodProcesses processes, IPAddress? address, string? zone)
    {
        if (member.Pod is not { } pod || pod.Owner == "Job")
        {
            return new(member.Member, null, IsDone(member), null);
        }

        var (isEnded, isFrozen) = (processes.IsEnded(pod), processes.IsFrozen(pod));
        return new(
            member.Member,
            pod.Container is { } container && !isEnded ? $"{container[..Math.Min(IdDigits, container.Length)]} of {pod.Name}" : null,
            pod is { IsReady: true, IsEnding: false, Container: not null } && !isEnded && !isFrozen,
            address,
            zone)
        {
            IsFrozen = isFrozen,
        };
    }

    // A job whose pod is gone has run: Helm does not end an install or upgrade before it has, and its pod is kept for a day.
    private static bool IsDone(Placed member) => member.Pod is { } pod ? pod.Phase == "Succeeded" : !member.Member.Contains('-', StringComparison.Ordinal);
}
