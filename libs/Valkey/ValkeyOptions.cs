namespace Distribution.Valkey;

/// <summary>Where the servers are, who we are, and how long anything may take.</summary>
public sealed record ValkeyOptions
{
    /// <summary>All Sentinels; empty for one server without Sentinels.</summary>
    public IReadOnlyList<ValkeyEndpoint> Sentinels { get; init; } = [];

    /// <summary>The name under which the Sentinels watch the primary.</summary>
    public string Service { get; init; } = "valkey";

    /// <summary>The one server, where there are no Sentinels.</summary>
    public ValkeyEndpoint? Endpoint { get; init; }

    /// <summary>Who we are, to servers and Sentinels alike; null for servers without authentication.</summary>
    public ValkeyCredentials? Credentials { get; init; }

    /// <summary>Whether servers and Sentinels are spoken to over TLS; their certificates must be for the names that they are connected to by. For managed servers.</summary>
    public bool Tls { get; init; }

    /// <summary>A file in PEM with the authority that signs the servers' certificates; the system's authorities without.</summary>
    public string? TlsAuthority { get; init; }

    /// <summary>The name that <c>CLIENT LIST</c> shows; no spaces.</summary>
    public string ClientName { get; init; } = AppDomain.CurrentDomain.FriendlyName.Replace(' ', '-');

    /// <inheritdoc cref="ValkeyDefaults.ConnectTimeout"/>
    public TimeSpan ConnectTimeout { get; init; } = ValkeyDefaults.ConnectTimeout;

    /// <inheritdoc cref="ValkeyDefaults.CommandTimeout"/>
    public TimeSpan CommandTimeout { get; init; } = ValkeyDefaults.CommandTimeout;

    /// <inheritdoc cref="ValkeyDefaults.SentinelTimeout"/>
    public TimeSpan SentinelTimeout { get; init; } = ValkeyDefaults.SentinelTimeout;

    /// <inheritdoc cref="ValkeyDefaults.SentinelPollInterval"/>
    public TimeSpan SentinelPollInterval { get; init; } = ValkeyDefaults.SentinelPollInterval;

    /// <inheritdoc cref="ValkeyDefaults.PingInterval"/>
    public TimeSpan PingInterval { get; init; } = ValkeyDefaults.PingInterval;

    /// <summary>
    /// Reads <c>sentinels=host:port,host:port;service=NAME;user=NAME;passwordFile=PATH</c>, or <c>endpoint=host:port</c> instead of sentinels and
    /// service. <c>user</c> comes with <c>passwordFile</c>, or with <c>passwordVariable=NAME</c> where secrets are environment variables, or not at all; <c>tls=true</c> encrypts, and <c>tlsAuthority=PATH</c> names the authority. There is no key
    /// for a password: connection strings end up in environments and logs.
    /// </summary>
    /// <param name="connectionString">The text.</param>
    /// <exception cref="FormatException">Says everything that is wrong with it.</exception>
    public static ValkeyOptions Parse(string connectionString) => ValkeyConnectionString.Parse(connectionString);

    internal ValkeyConnectionSettings ForServer => new()
    {
        Credentials = Credentials,
        ClientName = ClientName,
        Tls = Tls,
        TlsAuthority = TlsAuthority,
        ConnectTimeout = ConnectTimeout,
        CommandTimeout = CommandTimeout,
        PingInterval = PingInterval,
    };

    // It is asked each poll interval anyway: a ping between would tell nothing more.
    internal ValkeyConnectionSettings ForSentinel => ForServer with { ConnectTimeout = SentinelTimeout, CommandTimeout = SentinelTimeout, PingInterval = 2 * SentinelPollInterval };
}
