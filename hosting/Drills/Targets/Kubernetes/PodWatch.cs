using System.Text.Json;

namespace Distribution.Drills.Targets.Kubernetes;

/// <summary>The members of a release, by its marker.</summary>
/// <remarks>
/// A drill looks ten times a second, and as many starts of kubectl on the machine that is measured would be seen in what is measured: two looks within half a second share a list, unless something was done in between.
/// What is asked of the members themselves, who leads and who follows, is asked at each look.
/// </remarks>
internal sealed class PodWatch(Kubectl kubectl, string release) : IDisposable
{
    private const string Migrations = "migrations";

    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(500);

    private readonly MemberNames _names = new();
    private readonly SemaphoreSlim _one = new(1, 1);
    private IReadOnlyList<Placed> _last = [];
    private long _readAt;
    private volatile bool _isStale = true;

    /// <summary>How they were at the last look.</summary>
    public IReadOnlyList<Placed> Last => _last;

    /// <summary>How they are now.</summary>
    /// <exception cref="TargetException">The cluster cannot be asked.</exception>
    public async Task<IReadOnlyList<Placed>> ReadAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_isStale || TimeProvider.System.GetElapsedTime(_readAt) > Freshness)
            {
                _isStale = false;
                var list = await kubectl.GetAsync(["pods,deployments.apps,statefulsets.apps", $"--selector={ChartLabels.Marker}={release}"], cancellationToken);
                _last = Members(list);
                _readAt = TimeProvider.System.GetTimestamp();
            }

            return _last;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Has the next look ask the cluster, because something was done.</summary>
    public void Forget() => _isStale = true;

    public void Dispose() => _one.Dispose();

    /// <summary>The members in what kubectl lists. Migrations are one that has run: their job's pod is removed a day after it has ended.</summary>
    internal IReadOnlyList<Placed> Members(JsonElement list)
    {
        var items = list.GetProperty("items").EnumerateArray().ToList();
        var pods = items.Where(item => item.GetProperty("kind").GetString() == "Pod").Select(Pod.Parse).ToList();
        var workloads = items.Select(Workload.Parse).OfType<Workload>().ToList();
        return workloads.Count == 0 ? [] : [.. _names.Of(workloads, pods), new(Migrations, pods.Where(pod => pod.Group == Migrations).MaxBy(pod => pod.Created, StringComparer.Ordinal))];
    }
}
