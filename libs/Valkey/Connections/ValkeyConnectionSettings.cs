namespace Distribution.Valkey;

/// <summary>How one connection behaves.</summary>
public sealed record ValkeyConnectionSettings
{
    /// <summary>Who we are; null for a server without authentication.</summary>
    public ValkeyCredentials? Credentials { get; init; }

    /// <inheritdoc cref="ValkeyOptions.Tls"/>
    public bool Tls { get; init; }

    /// <inheritdoc cref="ValkeyOptions.TlsAuthority"/>
    public string? TlsAuthority { get; init; }

    /// <summary>The name that <c>CLIENT LIST</c> shows; no spaces.</summary>
    public string ClientName { get; init; } = "distribution";

    /// <inheritdoc cref="ValkeyDefaults.ConnectTimeout"/>
    public TimeSpan ConnectTimeout { get; init; } = ValkeyDefaults.ConnectTimeout;

    /// <inheritdoc cref="ValkeyDefaults.CommandTimeout"/>
    public TimeSpan CommandTimeout { get; init; } = ValkeyDefaults.CommandTimeout;

    /// <inheritdoc cref="ValkeyDefaults.PingInterval"/>
    public TimeSpan PingInterval { get; init; } = ValkeyDefaults.PingInterval;

    /// <summary>Called, on the connection's reading task, with each push that confirms no subscription; must be quick and not throw.</summary>
    public Action<RespValue>? OnPush { get; init; }
}
