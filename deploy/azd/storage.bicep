@description('Where everything is deployed.')
param location string = resourceGroup().location

param principalId string

param principalType string

param containerAppEnvironmentName string

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: take('storage${uniqueString(resourceGroup().id)}', 24)
  location: location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_ZRS'
  }
  properties: {
    minimumTlsVersion: 'TLS1_2'
    allowBlobPublicAccess: false
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: {
      enabled: true
      days: 35
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: 35
    }
  }
}

resource backups 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: 'backups'
}

resource backupAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(backups.id, principalId, 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  scope: backups
  properties: {
    principalId: principalId
    principalType: principalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  }
}

resource files 'Microsoft.Storage/storageAccounts/fileServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource managedEnvironment 'Microsoft.App/managedEnvironments@2025-01-01' existing = {
  name: containerAppEnvironmentName
}

resource share_audit_1_checkpoints 'Microsoft.Storage/storageAccounts/fileServices/shares@2023-05-01' = {
  parent: files
  name: 'audit-1-checkpoints'
  properties: {
    shareQuota: 1
  }
}

resource mount_audit_1_checkpoints 'Microsoft.App/managedEnvironments/storages@2025-01-01' = {
  parent: managedEnvironment
  name: 'audit-1-checkpoints'
  properties: {
    azureFile: {
      accountName: account.name
      accountKey: account.listKeys().keys[0].value
      shareName: share_audit_1_checkpoints.name
      accessMode: 'ReadWrite'
    }
  }
}

resource share_audit_2_checkpoints 'Microsoft.Storage/storageAccounts/fileServices/shares@2023-05-01' = {
  parent: files
  name: 'audit-2-checkpoints'
  properties: {
    shareQuota: 1
  }
}

resource mount_audit_2_checkpoints 'Microsoft.App/managedEnvironments/storages@2025-01-01' = {
  parent: managedEnvironment
  name: 'audit-2-checkpoints'
  properties: {
    azureFile: {
      accountName: account.name
      accountKey: account.listKeys().keys[0].value
      shareName: share_audit_2_checkpoints.name
      accessMode: 'ReadWrite'
    }
  }
}

resource share_signing_keys 'Microsoft.Storage/storageAccounts/fileServices/shares@2023-05-01' = {
  parent: files
  name: 'signing-keys'
  properties: {
    shareQuota: 1
  }
}

resource mount_signing_keys 'Microsoft.App/managedEnvironments/storages@2025-01-01' = {
  parent: managedEnvironment
  name: 'signing-keys'
  properties: {
    azureFile: {
      accountName: account.name
      accountKey: account.listKeys().keys[0].value
      shareName: share_signing_keys.name
      accessMode: 'ReadWrite'
    }
  }
}

output accountName string = account.name
output blobEndpoint string = account.properties.primaryEndpoints.blob
