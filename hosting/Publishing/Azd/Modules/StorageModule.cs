using System.Text.Json.Nodes;
using Distribution.Publishing.Azd.Bicep;
using Distribution.Publishing.Azd.Manifest;

namespace Distribution.Publishing.Azd.Modules;

/// <summary>
/// A storage account over three zones: a container for backups of our own making, whose objects cannot be overwritten unseen, and a file share for each folder that outlives a container.
/// </summary>
internal static class StorageModule
{
    /// <summary>The resource's name.</summary>
    public const string Name = "storage";

    private const string Api = "2023-05-01";
    private const string EnvironmentApi = "2025-01-01";

    // Storage Blob Data Contributor: reads, writes and deletes objects, and cannot change the account.
    private const string Contributor = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";

    /// <summary>Gibibytes of a share: keys and checkpoints are kilobytes, and 1 is the least.</summary>
    private const int ShareSize = 1;

    public static ManifestResource Create(IReadOnlyList<AzdApp> apps) => new(
        Name,
        _ => new()
        {
            ["type"] = "azure.bicep.v0",
            ["path"] = $"{Name}.bicep",

            // Empty ones are filled by azd, which knows them by these names.
            ["params"] = new JsonObject { ["principalId"] = "", ["principalType"] = "", ["containerAppEnvironmentName"] = "" },
        },
        Module([.. apps.SelectMany(app => app.Workload.Volumes.Select(app.ShareOf)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]));

    private static string Module(IReadOnlyList<string> shares)
    {
        var module = new BicepModule()
            .Location()
            .Parameter("principalId")
            .Parameter("principalType")
            .Parameter("containerAppEnvironmentName")
            .Resource("account", $"Microsoft.Storage/storageAccounts@{Api}", new()
            {
                { "name", new BicepCode("take('storage${uniqueString(resourceGroup().id)}', 24)") },
                { "location", new BicepCode("location") },
                { "kind", "StorageV2" },
                { "sku", new BicepObject { { "name", "Standard_ZRS" } } },
                { "properties", new BicepObject { { "minimumTlsVersion", "TLS1_2" }, { "allowBlobPublicAccess", false }, { "supportsHttpsTrafficOnly", true } } },
            });
        AddBackups(module);
        if (shares.Count > 0)
        {
            AddShares(module, shares);
        }

        return module
            .Output("accountName", new("account.name"))
            .Output("blobEndpoint", new("account.properties.primaryEndpoints.blob"))
            .ToString();
    }

    private static void AddBackups(BicepModule module) => module
        .Resource("blobs", $"Microsoft.Storage/storageAccounts/blobServices@{Api}", new()
        {
            { "parent", new BicepCode("account") },
            { "name", "default" },
            {
                "properties", new BicepObject
                {
                    { "isVersioningEnabled", true },
                    { "deleteRetentionPolicy", new BicepObject { { "enabled", true }, { "days", 35 } } },
                    { "containerDeleteRetentionPolicy", new BicepObject { { "enabled", true }, { "days", 35 } } },
                }
            },
        })
        .Resource("backups", $"Microsoft.Storage/storageAccounts/blobServices/containers@{Api}", new() { { "parent", new BicepCode("blobs") }, { "name", "backups" } })
        .Resource("backupAccess", "Microsoft.Authorization/roleAssignments@2022-04-01", new()
        {
            { "name", new BicepCode($"guid(backups.id, principalId, '{Contributor}')") },
            { "scope", new BicepCode("backups") },
            {
                "properties", new BicepObject
                {
                    { "principalId", new BicepCode("principalId") },
                    { "principalType", new BicepCode("principalType") },
                    { "roleDefinitionId", new BicepCode($"subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '{Contributor}')") },
                }
            },
        });

    private static void AddShares(BicepModule module, IReadOnlyList<string> shares)
    {
        module
            .Resource("files", $"Microsoft.Storage/storageAccounts/fileServices@{Api}", new() { { "parent", new BicepCode("account") }, { "name", "default" } })
            .Existing("managedEnvironment", $"Microsoft.App/managedEnvironments@{EnvironmentApi}", new() { { "name", new BicepCode("containerAppEnvironmentName") } });
        foreach (var share in shares)
        {
            var symbol = BicepText.Identifier(share);
            module
                .Resource($"share_{symbol}", $"Microsoft.Storage/storageAccounts/fileServices/shares@{Api}", new()
                {
                    { "parent", new BicepCode("files") },
                    { "name", share },
                    { "properties", new BicepObject { { "shareQuota", ShareSize } } },
                })
                .Resource($"mount_{symbol}", $"Microsoft.App/managedEnvironments/storages@{EnvironmentApi}", new()
                {
                    { "parent", new BicepCode("managedEnvironment") },
                    { "name", share },
                    {
                        "properties", new BicepObject
                        {
                            {
                                "azureFile", new BicepObject
                                {
                                    { "accountName", new BicepCode("account.name") },
                                    { "accountKey", new BicepCode("account.listKeys().keys[0].value") },
                                    { "shareName", new BicepCode($"share_{symbol}.name") },
                                    { "accessMode", "ReadWrite" },
                                }
                            },
                        }
                    },
                });
        }
    }
}
