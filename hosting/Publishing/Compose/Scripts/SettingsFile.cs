using System.Globalization;
using System.Text;
using Distribution.Publishing.Compose.Overlays;
using Distribution.Publishing.Description;

namespace Distribution.Publishing.Compose.Scripts;

/// <summary>The operator's settings, with their defaults. It has no secrets.</summary>
internal static class SettingsFile
{
    public const string Name = ".env";

    public static string Create(TopologyDescription topology)
    {
        var text = new StringBuilder();
        text.Append(
            $"""
            # Settings of {topology.Name}. Compose reads this file by itself; its own environment wins over it. No secrets here: those are files, made by ./secrets.sh.

            # What is used, in this order. Without {ComposeEmitter.HighAvailabilityFile} there is one of each, for a small machine. An overlay of your own goes last.
            COMPOSE_FILE={ComposeEmitter.BaseFile}:{ComposeEmitter.HighAvailabilityFile}

            # The images are REPOSITORY/NAME:TAG; those of Postgres, PgBouncer, etcd and Valkey have {ComposeSettings.ServerTag}, as they need not change with the services. ./upgrade.sh goes to another tag of either without losing a request.
            {ComposeSettings.Repository}={ComposeLayout.Repository}
            {ComposeSettings.Tag}={topology.Version}
            {ComposeSettings.ServerTag}={topology.Version}

            # The folder with the secrets, a file each.
            {ComposeSettings.Secrets}=./secrets

            """);
        if (topology.Gateway is { } gateway)
        {
            text.Append("\n# Ports of 127.0.0.1 that lead to the gateways. What ends TLS goes before them.\n");
            foreach (var member in Enumerable.Range(1, gateway.Replicas))
            {
                text.Append(CultureInfo.InvariantCulture, $"{ComposeSettings.GatewayPort(member)}={ComposeLayout.GatewayPort + member - 1}\n");
            }
        }

        text.Append(CultureInfo.InvariantCulture, $"\n# Memory of each container at most.\n#{ComposeSettings.ServiceMemory}={WorkloadResources.Service.MemoryLimitMebibytes}M\n");
        Postgres(text, topology);
        Valkey(text, topology);
        text.Append(CultureInfo.InvariantCulture,
            $"""

            # Telemetry: append :{ComposeEmitter.ObservabilityFile} to COMPOSE_FILE, or give the address of a collector of your own (OTLP over HTTP).
            #{ComposeSettings.Telemetry}={ObservabilityOverlay.CollectorAddress}

            """);
        return text.ToString();
    }

    private static void Postgres(StringBuilder text, TopologyDescription topology)
    {
        if (topology.Postgres is null)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture,
            $"""
            #{ComposeSettings.PostgresMemory}={WorkloadResources.Database.MemoryLimitMebibytes}M
            #{ComposeSettings.StoreMemory}={WorkloadResources.Small.MemoryLimitMebibytes}M
            #{ComposeSettings.PoolMemory}={WorkloadResources.Small.MemoryLimitMebibytes}M
            #POSTGRES_SHARED_BUFFERS=128MB
            #POSTGRES_MAX_CONNECTIONS=300

            """);
    }

    private static void Valkey(StringBuilder text, TopologyDescription topology)
    {
        if (topology.Valkey is not null)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"""
                #{ComposeSettings.ValkeyMemory}={WorkloadResources.Small.MemoryLimitMebibytes}M

                # The first three numbers of the cache's network. A second topology on this machine wants others.
                {ComposeSettings.ValkeyNetwork}={ComposeLayout.ValkeyNetworkDefault}

                # A managed Valkey or Redis: append :{ComposeEmitter.ExternalValkeyFile} to COMPOSE_FILE.
                #{ComposeSettings.ValkeyServers}=endpoint=valkey.example.org:6379

                """);
        }

        if (topology.Postgres is not null)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"""

                # A managed Postgres: append :{ComposeEmitter.ExternalPostgresFile} to COMPOSE_FILE. Options are Npgsql's.
                #{ComposeSettings.PostgresHosts}=db.example.org:5432
                #{ComposeSettings.PostgresOptions}=SSL Mode=Require

                """);
        }
    }
}
