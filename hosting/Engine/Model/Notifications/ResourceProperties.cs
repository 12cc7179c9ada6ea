using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Model;

/// <summary>Names of properties that the engine sets, and the changing of one.</summary>
internal static class ResourceProperties
{
    public const string WaitingFor = "resource.waitingFor";
    public const string ParentName = "resource.parentName";

    public static ImmutableArray<ResourcePropertySnapshot> With(this ImmutableArray<ResourcePropertySnapshot> properties, string name, object? value)
    {
        var index = properties.IndexOf(name);
        return index < 0 ? properties.Add(new ResourcePropertySnapshot(name, value))
            : Equals(properties[index].Value, value) ? properties
            : properties.SetItem(index, properties[index] with { Value = value });
    }

    public static ImmutableArray<ResourcePropertySnapshot> Without(this ImmutableArray<ResourcePropertySnapshot> properties, string name)
    {
        var index = properties.IndexOf(name);
        return index < 0 ? properties : properties.RemoveAt(index);
    }

    private static int IndexOf(this ImmutableArray<ResourcePropertySnapshot> properties, string name)
    {
        for (var index = 0; index < properties.Length; index++)
        {
            if (properties[index].Name == name)
            {
                return index;
            }
        }

        return -1;
    }
}
