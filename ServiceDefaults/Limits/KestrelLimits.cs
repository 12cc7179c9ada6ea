using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Distribution.ServiceDefaults.Limits;

internal static class KestrelLimits
{
    // Far above any real request here and small enough that nobody fills the memory of a replica.
    private const long LargestBody = 1024 * 1024;
    private const int HeaderBytes = 16 * 1024;
    private const int HeaderCount = 64;
    private const int Connections = 2000;

    // A request has 3 s in all; whoever takes longer to say what it wants is not served.
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(5);

    // Longer than the idle time of the gateway's pool (60 s), so that the server does not close what the gateway is about to use.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(90);

    public static void AddKestrelLimits(this WebApplicationBuilder builder)
        => builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxRequestHeadersTotalSize = HeaderBytes;
            kestrel.Limits.MaxRequestHeaderCount = HeaderCount;
            kestrel.Limits.MaxConcurrentConnections = Connections;
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
            kestrel.Limits.KeepAliveTimeout = KeepAlive;
        });
}
