using System.Globalization;

namespace Distribution.Drills.Targets.Kubernetes;

/// <summary>
/// Gives members names that outlive their pods, <c>GROUP-N</c>. A StatefulSet's pods have a number of their own, from 0. A Deployment's have none: each keeps the lowest that was free when it was first seen, from 1, and
/// who comes after one that is gone has its number. What is missing has its name, and no pod.
/// </summary>
internal sealed class MemberNames
{
    private Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>The members of all workloads.</summary>
    public IReadOnlyList<Placed> Of(IReadOnlyList<Workload> workloads, IReadOnlyList<Pod> pods)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var members = workloads.OrderBy(workload => workload.Group, StringComparer.Ordinal).SelectMany(workload => workload.IsStateful ? Stateful(workload, pods) : Replicas(workload, pods, numbers)).ToList();
        _numbers = numbers;
        return members;
    }

    private static IEnumerable<Placed> Stateful(Workload workload, IReadOnlyList<Pod> pods) => Enumerable.Range(0, workload.Replicas)
        .Select(number => new Placed(Name(workload, number), pods.FirstOrDefault(pod => pod.Name == string.Create(CultureInfo.InvariantCulture, $"{workload.Name}-{number}"))));

    // One that ends has been replaced already, or is about to be; one that was evicted stays in the books as failed.
    private List<Placed> Replicas(Workload workload, IReadOnlyList<Pod> pods, Dictionary<string, int> numbers)
    {
        var live = pods.Where(pod => pod.Group == workload.Group && pod is { Owner: "ReplicaSet", IsEnding: false, Phase: not ("Failed" or "Succeeded") }).OrderBy(pod => pod.Created, StringComparer.Ordinal).ThenBy(pod => pod.Name, StringComparer.Ordinal).ToList();
        var taken = live.Where(pod => _numbers.ContainsKey(pod.Name)).ToDictionary(pod => _numbers[pod.Name]);
        foreach (var fresh in live.Where(pod => !_numbers.ContainsKey(pod.Name)))
        {
            taken.Add(Free(taken).First(), fresh);
        }

        foreach (var (number, pod) in taken)
        {
            numbers.Add(pod.Name, number);
        }

        var missing = Free(taken).Take(Math.Max(0, workload.Replicas - live.Count)).Select(number => (Number: number, Pod: (Pod?)null));
        return [.. taken.Select(one => (Number: one.Key, Pod: (Pod?)one.Value)).Concat(missing).OrderBy(one => one.Number).Select(one => new Placed(Name(workload, one.Number), one.Pod))];
    }

    private static IEnumerable<int> Free(Dictionary<int, Pod> taken) => Enumerable.Range(1, int.MaxValue - 1).Where(number => !taken.ContainsKey(number));

    private static string Name(Workload workload, int number) => string.Create(CultureInfo.InvariantCulture, $"{workload.Group}-{number}");
}
