using Aspire.Hosting.ApplicationModel;

namespace Distribution.Hosting.Zones;

/// <summary>
/// Where a member would stand if a topology had three data centres: what is there more than once is spread over them, so that the loss of one loses nobody altogether. The gateway is outside, where the
/// clients are.
/// </summary>
/// <param name="name">a, b or c.</param>
public sealed class Zone(string name) : IResourceAnnotation
{
    /// <summary>What is there only once stands where no member of a database of two does.</summary>
    public const string OfSingles = "c";

    private static readonly string[] Names = ["a", "b", "c"];

    /// <summary>a, b or c.</summary>
    public string Name { get; } = name;

    /// <summary>The zone of a member by its number: 1 stands in a, 2 in b, 3 in c, 4 in a again.</summary>
    public static Zone Of(int number) => new(Names[(number - 1) % Names.Length]);
}
