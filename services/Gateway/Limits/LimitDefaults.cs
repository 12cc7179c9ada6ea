namespace Distribution.Gateway.Limits;

/// <summary>
/// What a client may ask of the gateway, where that is less than what a service takes: the gateway adds fields of its own, and a request
/// it accepted must not be refused behind it.
/// </summary>
internal static class LimitDefaults
{
    /// <summary>Bytes of all header fields together: the services' 16 KiB less what the gateway adds. A bearer token with many roles is a few KiB.</summary>
    public const int HeadersSize = 14 * 1024;

    /// <summary>The services' 64 less the fields that the gateway adds: forwarding, request id and trace context.</summary>
    public const int HeaderCount = 56;

    /// <summary>Bytes of the request line, that is of the path and query in the main; Kestrel's own default, which the services have.</summary>
    public const int RequestLineSize = 8 * 1024;
}
