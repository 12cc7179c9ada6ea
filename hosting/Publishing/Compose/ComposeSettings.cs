using System.Globalization;

namespace Distribution.Publishing.Compose;

/// <summary>The names of the operator's settings: each has a default in the compose files, and is explained in <c>.env</c>.</summary>
internal static class ComposeSettings
{
    public const string Repository = "IMAGE_REPOSITORY";

    public const string Tag = "TAG";

    public const string ServerTag = "SERVER_TAG";

    public const string Secrets = "SECRETS_FOLDER";

    public const string ValkeyNetwork = "VALKEY_NETWORK";

    public const string ServiceMemory = "SERVICE_MEMORY";

    public const string PostgresMemory = "POSTGRES_MEMORY";

    public const string PoolMemory = "POOL_MEMORY";

    public const string StoreMemory = "STORE_MEMORY";

    public const string ValkeyMemory = "VALKEY_MEMORY";

    public const string PostgresHosts = "POSTGRES_HOSTS";

    public const string PostgresOptions = "POSTGRES_OPTIONS";

    public const string ValkeyServers = "VALKEY_SERVERS";

    public const string Telemetry = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public const string DashboardPort = "DASHBOARD_PORT";

    public const string MetricsPort = "METRICS_PORT";

    public static string GatewayPort(int member) => string.Create(CultureInfo.InvariantCulture, $"GATEWAY_{member}_PORT");
}
