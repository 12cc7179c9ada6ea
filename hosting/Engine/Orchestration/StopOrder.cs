using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Orchestration;

/// <summary>
/// The order in which an application stops: what waits for another goes before it. Waiting for a resource that is no process, such as a database or a cluster, means waiting for the
/// processes of the same family: its parents, and all children of those.
/// </summary>
internal static class StopOrder
{
    /// <summary>The given resources by level, first those that nobody waits for. All of a level may stop at the same time.</summary>
    public static IReadOnlyList<IReadOnlyList<IResource>> Levels(IReadOnlyList<IResource> processes)
    {
        var levels = new Dictionary<IResource, int>();
        var open = new HashSet<IResource>();
        foreach (var process in processes)
        {
            LevelOf(process);
        }

        return [.. processes.GroupBy(process => levels[process]).OrderByDescending(level => level.Key).Select(IReadOnlyList<IResource> (level) => [.. level])];

        int LevelOf(IResource process)
        {
            if (levels.TryGetValue(process, out var known))
            {
                return known;
            }

            // A circle of waits can never start, so its order does not matter.
            if (!open.Add(process))
            {
                return 0;
            }

            return levels[process] = Dependencies(process, processes).Select(LevelOf).DefaultIfEmpty(-1).Max() + 1;
        }
    }

    private static IEnumerable<IResource> Dependencies(IResource process, IReadOnlyList<IResource> processes)
    {
        var awaited = process.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource).ToArray();
        var families = awaited.Where(resource => !processes.Contains(resource)).Select(Root).ToHashSet();
        return processes.Where(other => other != process && (awaited.Contains(other) || (families.Contains(Root(other)) && Root(other) != Root(process))));
    }

    private static IResource Root(IResource resource) => resource is IResourceWithParent { Parent: var parent } ? Root(parent) : resource;
}
