@description('Where everything is deployed.')
param location string = resourceGroup().location

param outputs_azure_container_apps_environment_id string

param outputs_azure_container_registry_endpoint string

param outputs_azure_container_registry_managed_identity_id string

param worker_containerimage string

param identity_bindings_http_url string

@secure()
param service_worker_value string

param postgres_outputs_hostname string

@secure()
param postgres_jobs_value string

param audit_1_bindings_http_url string

param audit_2_bindings_http_url string

param api_bindings_http_url string

resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: 'worker'
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
          value: service_worker_value
        }
        {
          name: 'connectionstrings-jobs'
          value: 'Host=${postgres_outputs_hostname};Database=jobs;Username=jobs;Password=${postgres_jobs_value};SSL Mode=VerifyFull'
        }
        {
          name: 'scale-connection'
          value: 'host=${postgres_outputs_hostname} port=5432 dbname=jobs user=jobs password=${postgres_jobs_value} sslmode=require'
        }
      ]
    }
    template: {
      terminationGracePeriodSeconds: 20
      containers: [
        {
          name: 'worker'
          image: worker_containerimage
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
              value: 'worker'
            }
            {
              name: 'Tokens__ClientSecret'
              secretRef: 'tokens-clientsecret'
            }
            {
              name: 'ConnectionStrings__jobs'
              secretRef: 'connectionstrings-jobs'
            }
            {
              name: 'services__audit-1__http__0'
              value: audit_1_bindings_http_url
            }
            {
              name: 'services__audit-2__http__0'
              value: audit_2_bindings_http_url
            }
            {
              name: 'services__api-1__http__0'
              value: api_bindings_http_url
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
        maxReplicas: 10
        pollingInterval: 10
        cooldownPeriod: 30
        rules: [
          {
            name: 'queue'
            custom: {
              type: 'postgresql'
              metadata: {
                query: 'SELECT count(*) FROM jobs WHERE state = \'queued\' AND due_at <= now()'
                targetQueryValue: '80'
              }
              auth: [
                {
                  secretRef: 'scale-connection'
                  triggerParameter: 'connection'
                }
              ]
            }
          }
        ]
      }
    }
  }
}
