using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Model;

/// <summary>Finds what would make a topology wait for ever, or run something else than was described.</summary>
internal static class ModelValidation
{
    /// <exception cref="DistributedApplicationException">Names all that is wrong, one line each.</exception>
    public static void Check(DistributedApplicationModel model)
    {
        var wrong = model.Resources.SelectMany(resource => Copies(resource).Concat(Strangers(resource, model)).Concat(Circle(resource))).Distinct(StringComparer.Ordinal).ToArray();
        if (wrong.Length > 0)
        {
            throw new DistributedApplicationException(string.Join(Environment.NewLine, wrong));
        }
    }

    private static IEnumerable<string> Copies(IResource resource)
    {
        if (resource.GetReplicaCount() is var copies and > 1)
        {
            yield return $"Resource '{resource.Name}' asks for {copies} copies, which cannot be told apart when it is run here: add named members instead, with AddReplicas.";
        }
    }

    private static IEnumerable<string> Strangers(IResource resource, DistributedApplicationModel model) =>
        from wait in resource.Annotations.OfType<WaitAnnotation>()
        where wait.Resource is not IResourceWithoutLifetime && !model.Resources.Contains(wait.Resource)
        select $"Resource '{resource.Name}' waits for '{wait.Resource.Name}', which is not part of the application: add it with AddResource.";

    private static IEnumerable<string> Circle(IResource start)
    {
        var path = new List<IResource>();
        return Reaches(start) ? [Describe(path)] : [];

        bool Reaches(IResource resource)
        {
            if (path.Contains(resource))
            {
                return resource == start;
            }

            path.Add(resource);
            if (resource.Annotations.OfType<WaitAnnotation>().Any(wait => Reaches(wait.Resource)))
            {
                return true;
            }

            path.RemoveAt(path.Count - 1);
            return false;
        }
    }

    /// <summary>The same words for a circle, at whichever of its resources it was found.</summary>
    private static string Describe(List<IResource> circle)
    {
        var names = circle.Select(resource => resource.Name).ToArray();
        var first = Array.IndexOf(names, names.Min(StringComparer.Ordinal));
        var turned = names[first..].Concat(names[..(first + 1)]);
        return $"These resources wait for each other, so that none would ever start: {string.Join(" → ", turned)}. Take one of the waits out.";
    }
}
