using Distribution.Publishing.Azd.Bicep;
using Distribution.Publishing.Description;

namespace Distribution.Publishing.Azd.Modules;

/// <summary>How a service is asked for its health. Only readiness looks at what the service depends on, so that a database that is out restarts nobody.</summary>
internal static class AppProbes
{
    public static IReadOnlyList<object> Of(Probes probes, int port) =>
    [
        // A minute to start: an image that is pulled for the first time is not counted, a cold start on a shared core is.
        Probe("Startup", probes.Liveness, port, period: 2, failures: 30),
        Probe("Readiness", probes.Readiness, port, period: 2, failures: 2),

        // Three misses of ten seconds: a pause of the collector or the host is no reason for a restart.
        Probe("Liveness", probes.Liveness, port, period: 10, failures: 3),
    ];

    private static BicepObject Probe(string type, string path, int port, int period, int failures) => new()
    {
        { "type", type },
        { "httpGet", new BicepObject { { "path", path }, { "port", port } } },
        { "periodSeconds", period },
        { "timeoutSeconds", 2 },
        { "failureThreshold", failures },
    };
}
