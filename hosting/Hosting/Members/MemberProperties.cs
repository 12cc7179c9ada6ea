using System.Collections.Immutable;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Hosting.Members;

/// <summary>What the topology's parts publish about a member beside what every resource has.</summary>
internal static class MemberProperties
{
    /// <summary>primary, standby, replica, sentinel, leader or follower.</summary>
    public const string Role = "node.role";

    /// <summary>How far behind, in bytes.</summary>
    public const string Lag = "node.lag";

    /// <summary>The reign that the member knows of.</summary>
    public const string Term = "cluster.term";

    public static string? Text(this CustomResourceSnapshot snapshot, string property) =>
        snapshot.Properties.FirstOrDefault(known => known.Name == property)?.Value is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    public static long? Number(this CustomResourceSnapshot snapshot, string property) =>
        long.TryParse(snapshot.Text(property), CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Sets a property, or takes it away when its value is null.</summary>
    public static ImmutableArray<ResourcePropertySnapshot> With(this ImmutableArray<ResourcePropertySnapshot> properties, string name, object? value)
    {
        var others = properties.RemoveAll(known => known.Name == name);
        return value is null ? others : others.Add(new(name, value));
    }
}
