using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Distribution.Gateway.Limits;

internal static class LimitRegistration
{
    /// <summary>Call it after the service defaults, whose limits it lowers.</summary>
    public static void AddLimits(this WebApplicationBuilder builder) => builder.Services.Configure<KestrelServerOptions>(kestrel =>
    {
        kestrel.Limits.MaxRequestHeadersTotalSize = LimitDefaults.HeadersSize;
        kestrel.Limits.MaxRequestHeaderCount = LimitDefaults.HeaderCount;
        kestrel.Limits.MaxRequestLineSize = LimitDefaults.RequestLineSize;
    });
}
