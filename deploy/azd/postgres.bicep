@description('Where everything is deployed.')
param location string = resourceGroup().location

@description('The server\'s size; a zone-redundant one is not burstable.')
param skuName string = 'Standard_D2ds_v5'

@description('Enabled keeps a copy of the backups in the paired region, where there is one; it cannot be changed later.')
param geoRedundantBackup string = 'Disabled'

@secure()
param administratorPassword string

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: take('postgres-${uniqueString(resourceGroup().id)}', 63)
  location: location
  sku: {
    name: skuName
    tier: 'GeneralPurpose'
  }
  properties: {
    version: '17'
    administratorLogin: 'distribution'
    administratorLoginPassword: administratorPassword
    authConfig: {
      activeDirectoryAuth: 'Disabled'
      passwordAuth: 'Enabled'
    }
    highAvailability: {
      mode: 'ZoneRedundant'
    }
    storage: {
      storageSizeGB: 128
      autoGrow: 'Enabled'
    }
    backup: {
      backupRetentionDays: 35
      geoRedundantBackup: geoRedundantBackup
    }
  }
}

// The environment that azd makes is in no network of yours. For a private server: azd infra gen, a network for the environment, and delegatedSubnetResourceId here.
resource fromAzure 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2024-08-01' = {
  parent: server
  name: 'AllowAllAzureIps'
  properties: {
    startIpAddress: '0.0.0.0'
    endIpAddress: '0.0.0.0'
  }
}

output hostName string = server.properties.fullyQualifiedDomainName
