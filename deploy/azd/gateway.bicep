@description('Where everything is deployed.')
param location string = resourceGroup().location

param outputs_azure_container_apps_environment_id string

param outputs_azure_container_registry_endpoint string

param outputs_azure_container_registry_managed_identity_id string

param gateway_containerimage string

param valkey_outputs_hostname string

param valkey_secretoutputs string

param identity_bindings_http_url string

param api_bindings_http_url string

param worker_bindings_http_url string

param audit_1_bindings_http_url string

param audit_2_bindings_http_url string

resource vault_valkey 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: valkey_secretoutputs
}

resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: 'gateway'
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
        external: true
        targetPort: 8080
        transport: 'http'
        allowInsecure: false
      }
      registries: [
        {
          server: outputs_azure_container_registry_endpoint
          identity: outputs_azure_container_registry_managed_identity_id
        }
      ]
      secrets: [
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
          name: 'gateway'
          image: gateway_containerimage
          env: [
            {
              name: 'ASPNETCORE_HTTP_PORTS'
              value: '8080'
            }
            {
              name: 'ASPNETCORE_FORWARDEDHEADERS_ENABLED'
              value: 'true'
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
              name: 'ConnectionStrings__valkey'
              value: 'endpoint=${valkey_outputs_hostname}:10000;tls=true;user=default;passwordVariable=VALKEY_PASSWORD'
            }
            {
              name: 'VALKEY_PASSWORD'
              secretRef: 'valkey-password'
            }
            {
              name: 'ReverseProxy__Clusters__identity__Destinations__identity-1__Address'
              value: identity_bindings_http_url
            }
            {
              name: 'ReverseProxy__Clusters__api__Destinations__api-1__Address'
              value: api_bindings_http_url
            }
            {
              name: 'ReverseProxy__Clusters__worker__Destinations__worker-1__Address'
              value: worker_bindings_http_url
            }
            {
              name: 'ReverseProxy__Clusters__audit__Destinations__audit-1__Address'
              value: audit_1_bindings_http_url
            }
            {
              name: 'ReverseProxy__Clusters__audit__Destinations__audit-2__Address'
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
        minReplicas: 2
        maxReplicas: 2
      }
    }
  }
}
