using Distribution.Publishing.Description;

namespace Distribution.Publishing.Compose;

/// <summary>What stands at the top of each file: what it is, how it is used, and that nobody edits it.</summary>
internal static class Heads
{
    private const string Emitted = "Emitted by ./distribution publish compose: a change made here is lost. Change .env, an overlay of your own, or AppHost.cs (PublishToCompose).";

    public const string HighAvailability =
        $"""
        What makes one of each into the whole topology: any one container may die. Use it after compose.yaml; it can be added later and taken away again, as long as member 1 of each server is then the
        one with the data. On one machine it outlives containers and processes, and not the machine.
        {Emitted}
        """;

    public const string Observability =
        $"""
        An OpenTelemetry collector and a dashboard. Set OTEL_EXPORTER_OTLP_ENDPOINT in .env, which tells the services where it is. The dashboard is at http://127.0.0.1:18888, its token in its log:
            docker compose logs dashboard
        {Emitted}
        """;

    public const string ExternalPostgres =
        $"""
        A managed Postgres instead of the bundled one: no database server, no store, no pool. Use it after compose.yaml and compose.ha.yaml, and set POSTGRES_HOSTS in .env.
        docs/compose.md says which databases and roles it needs, and where their passwords go.
        {Emitted}
        """;

    public const string ExternalValkey =
        $"""
        A managed Valkey or Redis instead of the bundled one: no cache server, no Sentinel. Use it after compose.yaml and compose.ha.yaml, and set VALKEY_SERVERS in .env.
        {Emitted}
        """;

    public static string Base(TopologyDescription topology) =>
        $"""
        {topology.Name} {topology.Version}, one of each: for a small machine, or for a look. With compose.ha.yaml it is the whole topology, and .env says that both are used:
            ./secrets.sh                    makes the secrets that are missing
            docker compose up -d --wait     starts it, or what was changed in .env; returns when all is healthy
            ./upgrade.sh                    another image tag, one replica after the other
            docker compose down             ends it; with -v its data too
        {Emitted}
        """;
}
