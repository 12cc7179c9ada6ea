using Distribution.Publishing.Azd.Bicep;
using Distribution.Publishing.Azd.Manifest;
using Distribution.Publishing.Description;

namespace Distribution.Publishing.Azd.Modules;

/// <summary>
/// A flexible server with a synchronous standby in another zone, and 35 days of backups. Its roles and databases are made by the migrations, since only their passwords would have to be handed over here besides.
/// Source of the properties: Microsoft's reference of Microsoft.DBforPostgreSQL/flexibleServers.
/// </summary>
internal static class PostgresModule
{
    /// <summary>The administrator's name; the service does not allow postgres or admin.</summary>
    public const string Administrator = "distribution";

    /// <summary>What a connection string says besides: the server refuses plain connections, and a certificate for another name is no certificate.</summary>
    public const string Tls = ";SSL Mode=VerifyFull";

    private const string Version = "17";
    private const string Api = "2024-08-01";
    private const string Type = $"Microsoft.DBforPostgreSQL/flexibleServers@{Api}";

    public static ManifestResource Create(PostgresCluster postgres) => new(
        postgres.Name,
        _ => new()
        {
            ["type"] = "azure.bicep.v0",
            ["path"] = $"{postgres.Name}.bicep",
            ["params"] = new System.Text.Json.Nodes.JsonObject { ["administratorPassword"] = $"{{{AzdSecrets.AdministratorOf(postgres)}.value}}" },
        },
        Module(postgres.Name));

    private static string Module(string name) => new BicepModule()
        .Location()
        .Parameter("skuName", new("'Standard_D2ds_v5'"), "The server's size; a zone-redundant one is not burstable.")
        .Parameter("geoRedundantBackup", new("'Disabled'"), "Enabled keeps a copy of the backups in the paired region, where there is one; it cannot be changed later.")
        .Parameter("administratorPassword", isSecure: true)
        .Resource("server", Type, new()
        {
            { "name", new BicepCode($"take('{name}-${{uniqueString(resourceGroup().id)}}', 63)") },
            { "location", new BicepCode("location") },
            { "sku", new BicepObject { { "name", new BicepCode("skuName") }, { "tier", "GeneralPurpose" } } },
            { "properties", Properties() },
        })
        .Resource(
            "fromAzure",
            $"Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@{Api}",
            new()
            {
                { "parent", new BicepCode("server") },
                { "name", "AllowAllAzureIps" },
                { "properties", new BicepObject { { "startIpAddress", "0.0.0.0" }, { "endIpAddress", "0.0.0.0" } } },
            },
            "The environment that azd makes is in no network of yours. For a private server: azd infra gen, a network for the environment, and delegatedSubnetResourceId here.")
        .Output("hostName", new("server.properties.fullyQualifiedDomainName"))
        .ToString();

    private static BicepObject Properties() => new()
    {
        { "version", Version },
        { "administratorLogin", Administrator },
        { "administratorLoginPassword", new BicepCode("administratorPassword") },
        { "authConfig", new BicepObject { { "activeDirectoryAuth", "Disabled" }, { "passwordAuth", "Enabled" } } },
        { "highAvailability", new BicepObject { { "mode", "ZoneRedundant" } } },
        { "storage", new BicepObject { { "storageSizeGB", 128 }, { "autoGrow", "Enabled" } } },
        { "backup", new BicepObject { { "backupRetentionDays", 35 }, { "geoRedundantBackup", new BicepCode("geoRedundantBackup") } } },
    };
}
