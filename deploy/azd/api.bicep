@description('Where everything is deployed.')
param location string = resourceGroup().location

param outputs_azure_container_apps_environment_id string

param outputs_azure_container_registry_endpoint string

param outputs_azure_container_registry_managed_identity_id string

param api_containerimage string

param identity_bindings_http_url string

@secure()
param service_api_value string

param postgres_outputs_hostname string

@secure()
param postgres_access_value string

param valkey_outputs_hostname string

param valkey_secretoutputs string

param worker_bindings_http_url string

param audit_1_bindings_http_url string

param audit_2_bindings_http_url string

resource vault_valkey 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: valkey_secretoutputs
}

resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: 'api'
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${outputs_azure_container_registry_managed_identity_id}': {}
    }
  }
  properties: {
    environmentId: outputs_azure_container_apps_environment_id
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: false
        targetPort: 8080
        transport: 'http'
        allowInsecure: true
      }
      registries: [
        {
          server: outputs_azure_container_registry_endpoint
          identity: outputs_azure_container_registry_managed_identity_id
        }
      ]
      secrets: [
        {
          name: 'tokens-clientsecret'
          value: service_api_value
        }
        {
          name: 'connectionstrings-access'
          value: 'Host=${postgres_outputs_hostname};Database=access;Username=access;Password=${postgres_access_value};SSL Mode=VerifyFull'
        }
        {
          name: 'valkey-password'
          identity: outputs_azure_container_registry_managed_identity_id
          keyVaultUrl: '${vault_valkey.properties.vaultUri}secrets/primaryKey'
        }
      ]
    }
    template: {
      terminationGracePeriodSeconds: 20
      containers: [
        {
          name: 'api'
          image: api_containerimage
          env: [
            {
              name: 'ASPNETCORE_HTTP_PORTS'
              value: '8080'
            }
            {
              name: 'Logging__Console__FormatterName'
              value: 'json'
            }
            {
              name: 'Drain__Delay'
              value: '00:00:05'
            }
            {
              name: 'Drain__Deadline'
              value: '00:00:10'
            }
            {
              name: 'services__identity-1__http__0'
              value: identity_bindings_http_url
            }
            {
              name: 'Tokens__ClientId'
              value: 'api'
            }
            {
              name: 'Tokens__ClientSecret'
              secretRef: 'tokens-clientsecret'
            }
            {
              name: 'ConnectionStrings__access'
              secretRef: 'connectionstrings-access'
            }
            {
              name: 'ConnectionStrings__valkey'
              value: 'endpoint=${valkey_outputs_hostname}:10000;tls=true;user=default;passwordVariable=VALKEY_PASSWORD'
            }
            {
              name: 'VALKEY_PASSWORD'
              secretRef: 'valkey-password'
            }
            {
              name: 'services__worker-1__http__0'
              value: worker_bindings_http_url
            }
            {
              name: 'services__audit-1__http__0'
              value: audit_1_bindings_http_url
            }
            {
              name: 'services__audit-2__http__0'
              value: audit_2_bindings_http_url
            }
          ]
          resources: {
            cpu: json('0.25')
            memory: '0.5Gi'
          }
          probes: [
            {
              type: 'Startup'
              httpGet: {
                path: '/healthz'
                port: 8080
              }
              periodSeconds: 2
              timeoutSeconds: 2
              failureThreshold: 30
            }
            {
              type: 'Readiness'
              httpGet: {
                path: '/readyz'
                port: 8080
              }
              periodSeconds: 2
              timeoutSeconds: 2
              failureThreshold: 2
            }
            {
              type: 'Liveness'
              httpGet: {
                path: '/healthz'
                port: 8080
              }
              periodSeconds: 10
              timeoutSeconds: 2
              failureThreshold: 3
            }
          ]
        }
      ]
      scale: {
        minReplicas: 3
        maxReplicas: 10
        pollingInterval: 10
        cooldownPeriod: 30
        rules: [
          {
            name: 'cpu'
            custom: {
              type: 'cpu'
              metadata: {
                type: 'Utilization'
                value: '70'
              }
            }
          }
          {
            name: 'memory'
            custom: {
              type: 'memory'
              metadata: {
                type: 'Utilization'
                value: '80'
              }
            }
          }
        ]
      }
    }
  }
}
