namespace Distribution.Gateway.Routing;

/// <summary>
/// The proxy tells of each request and each probe, failures with their stack. The gateway says the same in a line of its own, and the proxy's
/// health updater tells when a replica changes.
/// </summary>
internal static class QuietForwarding
{
    private static readonly string[] Talkative = ["Yarp.ReverseProxy.Forwarder", "Yarp.ReverseProxy.Health.ActiveHealthCheckMonitor"];

    public static void AddQuietForwarding(this WebApplicationBuilder builder)
    {
        foreach (var category in Talkative)
        {
            builder.Logging.AddFilter(category, LogLevel.Error);
        }
    }
}
