using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where a resource can be reached.</summary>
/// <param name="Name">The endpoint's name, if it is one.</param>
/// <param name="Url">The address.</param>
/// <param name="IsInternal">Whether it is shown in the details only.</param>
[DebuggerDisplay("{Name} {Url}")]
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal)
{
    /// <summary>Whether nobody listens there now.</summary>
    public bool IsInactive { get; init; }

    /// <summary>How it is shown.</summary>
    public UrlDisplayPropertiesSnapshot DisplayProperties { get; init; } = new();
}
