using System.Text.Json.Nodes;
using Distribution.Publishing.Azd.Bicep;
using Distribution.Publishing.Azd.Manifest;
using Distribution.Publishing.Description;

namespace Distribution.Publishing.Azd.Modules;

/// <summary>
/// Azure Managed Redis in the place of Valkey with its Sentinels: one address, behind which the service replaces a lost primary. Its key goes into the vault that azd makes for the module, and is read from there
/// by the apps' identity. Source of the properties: Microsoft's reference of Microsoft.Cache/redisEnterprise.
/// </summary>
internal static class ValkeyModule
{
    /// <summary>Its only port, with TLS.</summary>
    public const int Port = 10000;

    /// <summary>The user that its keys belong to.</summary>
    public const string User = "default";

    /// <summary>The name of its key in the vault.</summary>
    public const string Secret = "primaryKey";

    private const string Api = "2025-07-01";
    private const string VaultApi = "2023-07-01";

    public static ManifestResource Create(ValkeyCluster valkey) => new(
        valkey.Name,
        _ => new()
        {
            ["type"] = "azure.bicep.v0",
            ["path"] = $"{valkey.Name}.bicep",
            ["params"] = new JsonObject { ["keyVaultName"] = "" },
        },
        Module(valkey.Name));

    private static string Module(string name) => new BicepModule()
        .Location()
        .Parameter("skuName", new("'Balanced_B1'"), "The cache's size.")
        .Parameter("keyVaultName")
        .Existing("keyVault", $"Microsoft.KeyVault/vaults@{VaultApi}", new() { { "name", new BicepCode("keyVaultName") } })
        .Resource(
            "cluster",
            $"Microsoft.Cache/redisEnterprise@{Api}",
            new()
            {
                { "name", new BicepCode($"take('{name}-${{uniqueString(resourceGroup().id)}}', 60)") },
                { "location", new BicepCode("location") },
                { "sku", new BicepObject { { "name", new BicepCode("skuName") } } },
                { "properties", new BicepObject { { "highAvailability", "Enabled" }, { "minimumTlsVersion", "1.2" }, { "publicNetworkAccess", "Enabled" } } },
            },
            "Highly available, it is spread over the zones of a region that has them.")
        .Resource(
            "database",
            $"Microsoft.Cache/redisEnterprise/databases@{Api}",
            new()
            {
                { "parent", new BicepCode("cluster") },
                { "name", "default" },
                {
                    "properties", new BicepObject
                    {
                        { "accessKeysAuthentication", "Enabled" }, { "clientProtocol", "Encrypted" }, { "clusteringPolicy", "NoCluster" }, { "evictionPolicy", "NoEviction" }, { "port", Port },
                    }
                },
            },
            "Not sharded: the services use keys together that need not be on one shard.")
        .Resource("key", $"Microsoft.KeyVault/vaults/secrets@{VaultApi}", new()
        {
            { "parent", new BicepCode("keyVault") },
            { "name", Secret },
            { "properties", new BicepObject { { "value", new BicepCode("database.listKeys().primaryKey") } } },
        })
        .Output("hostName", new("cluster.properties.hostName"))
        .ToString();
}
