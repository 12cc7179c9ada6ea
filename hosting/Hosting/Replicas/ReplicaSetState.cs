using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.Hosting.Replicas;

/// <summary>
/// The state of a set, from those of its members. It starts to run once all members are healthy, so that whoever waits for it finds it whole;
/// from then on it runs as long as one of them does.
/// </summary>
internal static class ReplicaSetState
{
    public static string Of(IReadOnlyCollection<CustomResourceSnapshot?> members, bool ran)
    {
        if (members.All(IsServing) || (ran && members.Any(IsRunning)))
        {
            return KnownResourceStates.Running;
        }

        var states = members.Select(member => member?.State?.Text).ToHashSet();
        if (states.All(state => state is not null && KnownResourceStates.TerminalStates.Contains(state)))
        {
            return states.Contains(KnownResourceStates.FailedToStart) ? KnownResourceStates.FailedToStart : KnownResourceStates.Exited;
        }

        return states.Contains(KnownResourceStates.Starting) || states.Contains(KnownResourceStates.Running) ? KnownResourceStates.Starting : KnownResourceStates.Waiting;
    }

    public static bool IsServing(CustomResourceSnapshot? member) => IsRunning(member) && member!.HealthStatus == HealthStatus.Healthy;

    private static bool IsRunning(CustomResourceSnapshot? member) => member?.State?.Text == KnownResourceStates.Running;
}
