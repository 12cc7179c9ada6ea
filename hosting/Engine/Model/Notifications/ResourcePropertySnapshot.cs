using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that is known about a resource.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Text, a number, a truth value, or a list of these.</param>
[DebuggerDisplay("{Name} = {Value}")]
public sealed record ResourcePropertySnapshot(string Name, object? Value)
{
    /// <summary>Whether it is masked.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>The name people see; the dashboard has its own for those that it knows.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Whether it is shown without asking for all.</summary>
    public bool IsHighlighted { get; init; }

    /// <summary>Its place among the others, after those that the dashboard knows.</summary>
    public int? SortOrder { get; init; }
}
