using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where the resource can be reached.</summary>
[DebuggerDisplay("{Url}")]
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>The greatest is first.</summary>
    public int? DisplayOrder;

    /// <summary>The address; what is relative is added to the endpoint's.</summary>
    public required string Url { get; set; }

    /// <summary>Takes the URL's place.</summary>
    public string? DisplayText { get; set; }

    /// <summary>The endpoint it belongs to, if any.</summary>
    public EndpointReference? Endpoint { get; init; }

    /// <summary>Where it is shown.</summary>
    public UrlDisplayLocation DisplayLocation { get; set; }
}
