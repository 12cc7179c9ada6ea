using System.Diagnostics;
using System.Net.Sockets;
using Distribution.Engine.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A port that the resource listens on.</summary>
[DebuggerDisplay("{Name} {UriScheme} {Port}")]
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private readonly ValueSnapshot<AllocatedEndpoint> allocated = new();
    private int? port;
    private int? targetPort;
    private string? transport;
    private bool? tlsEnabled;

    /// <summary>Asks for an endpoint.</summary>
    /// <param name="protocol">TCP or UDP.</param>
    /// <param name="uriScheme">The URI scheme; the protocol's name by default.</param>
    /// <param name="transport">What is spoken over it: http, http2, tcp; by default from the scheme.</param>
    /// <param name="name">Unique within the resource; the scheme by default.</param>
    /// <param name="port">The port for clients; any by default.</param>
    /// <param name="targetPort">The port that the process listens on; any by default.</param>
    /// <param name="isExternal">Whether clients outside of the topology use it.</param>
    /// <param name="isProxied">Kept for publishers; this engine puts no proxy before an endpoint.</param>
    public EndpointAnnotation(ProtocolType protocol, string? uriScheme = null, string? transport = null, [EndpointName] string? name = null, int? port = null, int? targetPort = null, bool? isExternal = null, bool? isProxied = null)
        : this(protocol, networkId: null, uriScheme, transport, name, port, targetPort, isExternal, isProxied)
    {
    }

    /// <summary>Asks for an endpoint that is seen from a certain network.</summary>
    /// <param name="protocol">TCP or UDP.</param>
    /// <param name="networkId">The network; the machine itself by default.</param>
    /// <param name="uriScheme">The URI scheme; the protocol's name by default.</param>
    /// <param name="transport">What is spoken over it: http, http2, tcp; by default from the scheme.</param>
    /// <param name="name">Unique within the resource; the scheme by default.</param>
    /// <param name="port">The port for clients; any by default.</param>
    /// <param name="targetPort">The port that the process listens on; any by default.</param>
    /// <param name="isExternal">Whether clients outside of the topology use it.</param>
    /// <param name="isProxied">Kept for publishers; this engine puts no proxy before an endpoint.</param>
    public EndpointAnnotation(ProtocolType protocol, NetworkIdentifier? networkId, string? uriScheme = null, string? transport = null, [EndpointName] string? name = null, int? port = null, int? targetPort = null, bool? isExternal = null, bool? isProxied = null)
    {
        uriScheme ??= protocol.ToString().ToLowerInvariant();
        name ??= uriScheme;
        ModelName.Validate("endpoint", name, nameof(name));
        Protocol = protocol;
        UriScheme = uriScheme;
        Name = name;
        this.transport = transport;
        this.port = port;
        this.targetPort = targetPort;
        IsExternal = isExternal ?? false;
        IsExplicitlyProxied = isProxied;
        DefaultNetworkID = networkId ?? KnownNetworkIdentifiers.LocalhostNetwork;
    }

    /// <summary>Unique within the resource.</summary>
    public string Name { get; set; }

    /// <summary>TCP or UDP.</summary>
    public ProtocolType Protocol { get; set; }

    /// <summary>The URI scheme.</summary>
    public string UriScheme { get; set; }

    /// <summary>The port for clients; null means any. Without a proxy it is the same as <see cref="TargetPort"/>.</summary>
    public int? Port
    {
        get => port ?? (IsProxied ? null : targetPort);
        set => port = value;
    }

    /// <summary>The port that the process listens on; null means any.</summary>
    public int? TargetPort
    {
        get => targetPort ?? (IsProxied ? null : port);
        set => targetPort = value;
    }

    /// <summary>The host name or address that the process listens on.</summary>
    public string TargetHost { get; set; } = "localhost";

    /// <summary>What is spoken over it.</summary>
    public string Transport
    {
        get => transport ?? (UriScheme is "http" or "https" ? "http" : Protocol.ToString().ToLowerInvariant());
        set => transport = value;
    }

    /// <summary>Whether clients outside of the topology use it.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Whether a proxy is wanted; kept for publishers, this engine puts none before an endpoint.</summary>
    public bool IsProxied
    {
        get => IsExplicitlyProxied ?? true;
        set => IsExplicitlyProxied = value;
    }

    /// <summary>What was said about a proxy, if anything.</summary>
    public bool? IsExplicitlyProxied { get; set; }

    /// <summary>Whether references to the resource leave this endpoint out.</summary>
    public bool ExcludeReferenceEndpoint { get; set; }

    /// <summary>Whether it speaks TLS.</summary>
    public bool TlsEnabled
    {
        get => tlsEnabled ?? UriScheme == "https";
        set => tlsEnabled = value;
    }

    /// <summary>The network it is seen from.</summary>
    public NetworkIdentifier DefaultNetworkID { get; }

    /// <summary>Its address and port once they are known.</summary>
    /// <exception cref="InvalidOperationException">It was set to null, or to the endpoint of another network.</exception>
    public AllocatedEndpoint? AllocatedEndpoint
    {
        get => allocated.IsValueSet ? allocated.GetValueAsync().GetAwaiter().GetResult() : null;
        set
        {
            if (value is null)
            {
                allocated.SetException(new InvalidOperationException($"Endpoint '{Name}' has no address."));
                return;
            }

            if (value.NetworkID != DefaultNetworkID)
            {
                throw new InvalidOperationException($"Endpoint '{Name}' is in network '{DefaultNetworkID.Value}', the address in '{value.NetworkID.Value}': allocate it in the endpoint's network.");
            }

            allocated.SetValue(value);
        }
    }

    internal Task<AllocatedEndpoint> WhenAllocatedAsync(CancellationToken cancellationToken) => allocated.GetValueAsync(cancellationToken);
}
