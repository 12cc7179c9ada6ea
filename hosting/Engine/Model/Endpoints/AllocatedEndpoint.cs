using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An endpoint whose address and port are known.</summary>
public class AllocatedEndpoint
{
    /// <summary>An endpoint that listens on one address.</summary>
    /// <param name="endpoint">What was asked for.</param>
    /// <param name="address">The host name or address for clients.</param>
    /// <param name="port">1 to 65535.</param>
    /// <param name="targetPortExpression">The port that the process listens on, when it is another.</param>
    /// <exception cref="ArgumentOutOfRangeException">The port is not one.</exception>
    public AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, string? targetPortExpression = null)
        : this(endpoint, address, port, EndpointBindingMode.SingleAddress, targetPortExpression, networkId: null)
    {
    }

    /// <summary>An endpoint.</summary>
    /// <param name="endpoint">What was asked for.</param>
    /// <param name="address">The host name or address for clients.</param>
    /// <param name="port">1 to 65535.</param>
    /// <param name="bindingMode">Which addresses it listens on.</param>
    /// <param name="targetPortExpression">The port that the process listens on, when it is another.</param>
    /// <param name="networkId">The network it is seen from; the endpoint's own by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The port is not one.</exception>
    public AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, EndpointBindingMode bindingMode, string? targetPortExpression = null, NetworkIdentifier? networkId = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, 65535);
        Endpoint = endpoint;
        Address = address;
        Port = port;
        BindingMode = bindingMode;
        TargetPortExpression = targetPortExpression;
        NetworkID = networkId ?? endpoint.DefaultNetworkID;
    }

    /// <summary>What was asked for.</summary>
    public EndpointAnnotation Endpoint { get; }

    /// <summary>The host name or address for clients.</summary>
    public string Address { get; }

    /// <summary>1 to 65535.</summary>
    public int Port { get; }

    /// <summary>Which addresses it listens on.</summary>
    public EndpointBindingMode BindingMode { get; }

    /// <summary>The network it is seen from.</summary>
    public NetworkIdentifier NetworkID { get; }

    /// <summary>The port that the process listens on, when it is another.</summary>
    public string? TargetPortExpression { get; }

    /// <summary>The URI scheme.</summary>
    public string UriScheme => Endpoint.UriScheme;

    /// <summary>host:port.</summary>
    public string EndPointString => string.Create(CultureInfo.InvariantCulture, $"{Address}:{Port}");

    /// <summary>scheme://host:port.</summary>
    public string UriString => $"{UriScheme}://{EndPointString}";

    /// <inheritdoc/>
    public override string ToString() => UriString;
}
