@description('Where everything is deployed.')
param location string = resourceGroup().location

param outputs_azure_container_apps_environment_id string

param outputs_azure_container_registry_endpoint string

param outputs_azure_container_registry_managed_identity_id string

param migrations_containerimage string

param postgres_outputs_hostname string

@secure()
param postgres_access_owner_value string

@secure()
param postgres_jobs_owner_value string

@secure()
param postgres_identity_owner_value string

@secure()
param postgres_audit_owner_value string

@secure()
param postgres_administrator_value string

@secure()
param postgres_access_value string

@secure()
param postgres_jobs_value string

@secure()
param postgres_identity_value string

@secure()
param postgres_audit_value string

@secure()
param postgres_drills_value string

@secure()
param postgres_drills_owner_value string

resource job 'Microsoft.App/jobs@2025-01-01' = {
  name: 'migrations'
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
      triggerType: 'Manual'
      manualTriggerConfig: {
        parallelism: 1
        replicaCompletionCount: 1
      }
      replicaTimeout: 1800
      replicaRetryLimit: 3
      registries: [
        {
          server: outputs_azure_container_registry_endpoint
          identity: outputs_azure_container_registry_managed_identity_id
        }
      ]
      secrets: [
        {
          name: 'connectionstrings-access-owner'
          value: 'Host=${postgres_outputs_hostname};Database=access;Username=access_owner;Password=${postgres_access_owner_value};SSL Mode=VerifyFull'
        }
        {
          name: 'connectionstrings-jobs-owner'
          value: 'Host=${postgres_outputs_hostname};Database=jobs;Username=jobs_owner;Password=${postgres_jobs_owner_value};SSL Mode=VerifyFull'
        }
        {
          name: 'connectionstrings-identity-owner'
          value: 'Host=${postgres_outputs_hostname};Database=identity;Username=identity_owner;Password=${postgres_identity_owner_value};SSL Mode=VerifyFull'
        }
        {
          name: 'connectionstrings-audit-owner'
          value: 'Host=${postgres_outputs_hostname};Database=audit;Username=audit_owner;Password=${postgres_audit_owner_value};SSL Mode=VerifyFull'
        }
        {
          name: 'connectionstrings-administrator'
          value: 'Host=${postgres_outputs_hostname};Database=postgres;Username=distribution;Password=${postgres_administrator_value};SSL Mode=VerifyFull'
        }
        {
          name: 'provisioning-passwords-access'
          value: postgres_access_value
        }
        {
          name: 'provisioning-passwords-access-owner'
          value: postgres_access_owner_value
        }
        {
          name: 'provisioning-passwords-jobs'
          value: postgres_jobs_value
        }
        {
          name: 'provisioning-passwords-jobs-owner'
          value: postgres_jobs_owner_value
        }
        {
          name: 'provisioning-passwords-identity'
          value: postgres_identity_value
        }
        {
          name: 'provisioning-passwords-identity-owner'
          value: postgres_identity_owner_value
        }
        {
          name: 'provisioning-passwords-audit'
          value: postgres_audit_value
        }
        {
          name: 'provisioning-passwords-audit-owner'
          value: postgres_audit_owner_value
        }
        {
          name: 'provisioning-passwords-drills'
          value: postgres_drills_value
        }
        {
          name: 'provisioning-passwords-drills-owner'
          value: postgres_drills_owner_value
        }
      ]
    }
    template: {
      containers: [
        {
          name: 'migrations'
          image: migrations_containerimage
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
              name: 'ConnectionStrings__access-owner'
              secretRef: 'connectionstrings-access-owner'
            }
            {
              name: 'ConnectionStrings__jobs-owner'
              secretRef: 'connectionstrings-jobs-owner'
            }
            {
              name: 'ConnectionStrings__identity-owner'
              secretRef: 'connectionstrings-identity-owner'
            }
            {
              name: 'ConnectionStrings__audit-owner'
              secretRef: 'connectionstrings-audit-owner'
            }
            {
              name: 'ConnectionStrings__administrator'
              secretRef: 'connectionstrings-administrator'
            }
            {
              name: 'Provisioning__Passwords__access'
              secretRef: 'provisioning-passwords-access'
            }
            {
              name: 'Provisioning__Passwords__access_owner'
              secretRef: 'provisioning-passwords-access-owner'
            }
            {
              name: 'Provisioning__Passwords__jobs'
              secretRef: 'provisioning-passwords-jobs'
            }
            {
              name: 'Provisioning__Passwords__jobs_owner'
              secretRef: 'provisioning-passwords-jobs-owner'
            }
            {
              name: 'Provisioning__Passwords__identity'
              secretRef: 'provisioning-passwords-identity'
            }
            {
              name: 'Provisioning__Passwords__identity_owner'
              secretRef: 'provisioning-passwords-identity-owner'
            }
            {
              name: 'Provisioning__Passwords__audit'
              secretRef: 'provisioning-passwords-audit'
            }
            {
              name: 'Provisioning__Passwords__audit_owner'
              secretRef: 'provisioning-passwords-audit-owner'
            }
            {
              name: 'Provisioning__Passwords__drills'
              secretRef: 'provisioning-passwords-drills'
            }
            {
              name: 'Provisioning__Passwords__drills_owner'
              secretRef: 'provisioning-passwords-drills-owner'
            }
          ]
          resources: {
            cpu: json('0.25')
            memory: '0.5Gi'
          }
        }
      ]
    }
  }
}
