namespace Distribution.ServiceDefaults.Health;

/// <summary>Names and bounds of liveness and readiness.</summary>
public static class ReadinessDefaults
{
    /// <summary>The tag of a health check that <c>/readyz</c> asks: what is needed to serve.</summary>
    public const string Tag = "ready";

    /// <summary>Path of liveness: the process answers. It never asks a dependency.</summary>
    public const string LivenessPath = "/healthz";

    /// <summary>Path of readiness: 200 when every check tagged <see cref="Tag"/> is healthy or degraded, 503 otherwise and while draining.</summary>
    public const string ReadinessPath = "/readyz";

    /// <summary>The longest that one check may take. Checks run side by side, so <c>/readyz</c> answers well within the 2 s that probes wait.</summary>
    public static readonly TimeSpan CheckTimeout = TimeSpan.FromMilliseconds(1500);

    /// <summary>
    /// How long it counts that a dependency was there. A gateway asks each second and whoever started the service each other, and a request finds out by itself that a dependency is gone; that it is back is asked anew each time.
    /// </summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(2);
}
