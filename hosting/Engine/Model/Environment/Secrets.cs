using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Model;

internal static class Secrets
{
    public static bool IsIn(object value)
    {
        if (value is IResourceBuilder<IResource> builder)
        {
            return IsIn(builder.Resource);
        }

        if (value is ParameterResource { Secret: true })
        {
            return true;
        }

        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object>([value]);
        while (open.TryPop(out var next))
        {
            if (next is ParameterResource { Secret: true })
            {
                return true;
            }

            foreach (var part in seen.Add(next) && next is IValueWithReferences { References: var parts } ? parts : [])
            {
                open.Push(part);
            }
        }

        return false;
    }
}
