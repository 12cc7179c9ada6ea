using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Model;

internal static class ReferencedResources
{
    public static IEnumerable<IResource> Of(object value)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object>([value]);
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next))
            {
                continue;
            }

            if (next is IResource resource)
            {
                yield return resource;
                continue;
            }

            foreach (var part in (next as IValueWithReferences)?.References ?? [])
            {
                open.Push(part);
            }
        }
    }
}
