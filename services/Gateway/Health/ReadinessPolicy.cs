using System.Runtime.CompilerServices;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Distribution.Gateway.Health;

/// <summary>
/// Judges a replica by its readiness: success makes it healthy, any other answer or a refused connection unhealthy at once,
/// and silence only after <see cref="HealthDefaults.SilentProbesToEject"/> probes in a row.
/// </summary>
internal sealed class ReadinessPolicy(IDestinationHealthUpdater health) : IActiveHealthCheckPolicy
{
    public const string PolicyName = "Readiness";

    private readonly ConditionalWeakTable<DestinationState, StrongBox<int>> _silent = [];

    public string Name => PolicyName;

    public void ProbingCompleted(ClusterState cluster, IReadOnlyList<DestinationProbingResult> probingResults)
    {
        if (probingResults.Count > 0)
        {
            health.SetActive(cluster, [.. probingResults.Select(result => new NewActiveDestinationHealth(result.Destination, Judge(result)))]);
        }
    }

    private DestinationHealth Judge(DestinationProbingResult result)
    {
        var count = _silent.GetOrCreateValue(result.Destination);
        if (result.Response is null && result.Exception is OperationCanceledException)
        {
            return ++count.Value >= HealthDefaults.SilentProbesToEject ? DestinationHealth.Unhealthy : result.Destination.Health.Active;
        }

        count.Value = 0;
        return result.Response is { IsSuccessStatusCode: true } ? DestinationHealth.Healthy : DestinationHealth.Unhealthy;
    }
}
