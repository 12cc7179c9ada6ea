namespace Aspire.Hosting.ApplicationModel;

/// <summary>The networks that this engine knows.</summary>
public static class KnownNetworkIdentifiers
{
    /// <summary>The machine itself.</summary>
    public static readonly NetworkIdentifier LocalhostNetwork = new("localhost");
}
