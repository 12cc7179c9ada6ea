@description('Where everything is deployed.')
param location string = resourceGroup().location

param outputs_azure_container_apps_environment_id string

param outputs_azure_container_registry_endpoint string

param outputs_azure_container_registry_managed_identity_id string

param identity_containerimage string

@secure()
param user_requester_value string

@secure()
param user_approver_value string

@secure()
param user_auditor_value string

@secure()
param user_operator_value string

@secure()
param service_identity_value string

param identity_bindings_http_url string

param postgres_outputs_hostname string

@secure()
param postgres_identity_value string

@secure()
param service_audit_value string

@secure()
param service_worker_value string

@secure()
param service_api_value string

param audit_1_bindings_http_url string

param audit_2_bindings_http_url string

resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: 'identity'
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
          name: 'identity-users'
          value: 'requester ${user_requester_value} requester\napprover ${user_approver_value} approver\nauditor ${user_auditor_value} auditor\noperator ${user_operator_value} operator'
        }
        {
          name: 'identity-clientsecrets-identity'
          value: service_identity_value
        }
        {
          name: 'tokens-clientsecret'
          value: service_identity_value
        }
        {
          name: 'connectionstrings-identity'
          value: 'Host=${postgres_outputs_hostname};Database=identity;Username=identity;Password=${postgres_identity_value};SSL Mode=VerifyFull'
        }
        {
          name: 'identity-clientsecrets-audit'
          value: service_audit_value
        }
        {
          name: 'identity-clientsecrets-worker'
          value: service_worker_value
        }
        {
          name: 'identity-clientsecrets-api'
          value: service_api_value
        }
      ]
    }
    template: {
      terminationGracePeriodSeconds: 20
      containers: [
        {
          name: 'identity'
          image: identity_containerimage
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
              name: 'Identity__KeysFolder'
              value: '/var/lib/distribution/signing-keys'
            }
            {
              name: 'Identity__Users'
              secretRef: 'identity-users'
            }
            {
              name: 'Identity__ClientSecrets__identity'
              secretRef: 'identity-clientsecrets-identity'
            }
            {
              name: 'services__identity-1__http__0'
              value: identity_bindings_http_url
            }
            {
              name: 'Tokens__ClientId'
              value: 'identity'
            }
            {
              name: 'Tokens__ClientSecret'
              secretRef: 'tokens-clientsecret'
            }
            {
              name: 'ConnectionStrings__identity'
              secretRef: 'connectionstrings-identity'
            }
            {
              name: 'Identity__ClientSecrets__audit'
              secretRef: 'identity-clientsecrets-audit'
            }
            {
              name: 'Identity__ClientSecrets__worker'
              secretRef: 'identity-clientsecrets-worker'
            }
            {
              name: 'Identity__ClientSecrets__api'
              secretRef: 'identity-clientsecrets-api'
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
          volumeMounts: [
            {
              volumeName: 'signing-keys'
              mountPath: '/var/lib/distribution/signing-keys'
            }
          ]
        }
      ]
      scale: {
        minReplicas: 2
        maxReplicas: 2
      }
      volumes: [
        {
          name: 'signing-keys'
          storageType: 'AzureFile'
          storageName: 'signing-keys'
          mountOptions: 'uid=1654,gid=1654,dir_mode=0700,file_mode=0600'
        }
      ]
    }
  }
}
