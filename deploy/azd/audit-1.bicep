@description('Where everything is deployed.')
param location string = resourceGroup().location

param outputs_azure_container_apps_environment_id string

param outputs_azure_container_registry_endpoint string

param outputs_azure_container_registry_managed_identity_id string

param audit_1_containerimage string

param identity_bindings_http_url string

@secure()
param service_audit_value string

@secure()
param audit_checkpoint_key_value string

param postgres_outputs_hostname string

@secure()
param postgres_audit_value string

resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: 'audit-1'
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
          value: service_audit_value
        }
        {
          name: 'audit-checkpointkey'
          value: audit_checkpoint_key_value
        }
        {
          name: 'connectionstrings-audit'
          value: 'Host=${postgres_outputs_hostname};Database=audit;Username=audit;Password=${postgres_audit_value};SSL Mode=VerifyFull'
        }
      ]
    }
    template: {
      terminationGracePeriodSeconds: 20
      containers: [
        {
          name: 'audit-1'
          image: audit_1_containerimage
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
              value: 'audit'
            }
            {
              name: 'Tokens__ClientSecret'
              secretRef: 'tokens-clientsecret'
            }
            {
              name: 'Audit__CheckpointFile'
              value: '/var/lib/distribution/checkpoints/checkpoint.json'
            }
            {
              name: 'Audit__CheckpointKey'
              secretRef: 'audit-checkpointkey'
            }
            {
              name: 'ConnectionStrings__audit'
              secretRef: 'connectionstrings-audit'
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
          volumeMounts: [
            {
              volumeName: 'audit-1-checkpoints'
              mountPath: '/var/lib/distribution/checkpoints'
            }
          ]
        }
      ]
      scale: {
        minReplicas: 1
        maxReplicas: 1
      }
      volumes: [
        {
          name: 'audit-1-checkpoints'
          storageType: 'AzureFile'
          storageName: 'audit-1-checkpoints'
          mountOptions: 'uid=1654,gid=1654,dir_mode=0700,file_mode=0600'
        }
      ]
    }
  }
}
