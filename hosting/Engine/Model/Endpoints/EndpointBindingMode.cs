namespace Aspire.Hosting.ApplicationModel;

/// <summary>Which addresses an endpoint listens on.</summary>
public enum EndpointBindingMode
{
    /// <summary>One address.</summary>
    SingleAddress,

    /// <summary>All, IPv4 and IPv6.</summary>
    DualStackAnyAddresses,

    /// <summary>All of IPv4.</summary>
    IPv4AnyAddresses,

    /// <summary>All of IPv6.</summary>
    IPv6AnyAddresses,
}
