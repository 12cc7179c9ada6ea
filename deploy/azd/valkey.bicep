@description('Where everything is deployed.')
param location string = resourceGroup().location

@description('The cache\'s size.')
param skuName string = 'Balanced_B1'

param keyVaultName string

resource keyVault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: keyVaultName
}

// Highly available, it is spread over the zones of a region that has them.
resource cluster 'Microsoft.Cache/redisEnterprise@2025-07-01' = {
  name: take('valkey-${uniqueString(resourceGroup().id)}', 60)
  location: location
  sku: {
    name: skuName
  }
  properties: {
    highAvailability: 'Enabled'
    minimumTlsVersion: '1.2'
    publicNetworkAccess: 'Enabled'
  }
}

// Not sharded: the services use keys together that need not be on one shard.
resource database 'Microsoft.Cache/redisEnterprise/databases@2025-07-01' = {
  parent: cluster
  name: 'default'
  properties: {
    accessKeysAuthentication: 'Enabled'
    clientProtocol: 'Encrypted'
    clusteringPolicy: 'NoCluster'
    evictionPolicy: 'NoEviction'
    port: 10000
  }
}

resource key 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: keyVault
  name: 'primaryKey'
  properties: {
    value: database.listKeys().primaryKey
  }
}

output hostName string = cluster.properties.hostName
