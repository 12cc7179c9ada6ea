namespace Distribution.Publishing.Description;

/// <summary>How a service is asked for its health, over HTTP on its port.</summary>
/// <param name="Liveness">The path that fails when only a restart helps; it depends on nothing else, so that a database that is out restarts nobody.</param>
/// <param name="Readiness">The path that fails while the service cannot serve: it then gets no requests.</param>
public sealed record Probes(string Liveness, string Readiness)
{
    /// <summary>Those of the service defaults.</summary>
    public static Probes OfServices { get; } = new("/healthz", "/readyz");
}
