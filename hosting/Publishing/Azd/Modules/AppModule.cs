using System.Globalization;
using System.Text.Json.Nodes;
using Distribution.Publishing.Azd.Bicep;
using Distribution.Publishing.Azd.Manifest;
using Distribution.Publishing.Description;

namespace Distribution.Publishing.Azd.Modules;

/// <summary>
/// A project of ours on Container Apps, in the form that Aspire gives one there (project.v1): azd builds and pushes its image and deploys the module beside it. What serves is an app, what runs to completion a job.
/// Source of the properties: Microsoft's reference of Microsoft.App/containerApps and Microsoft.App/jobs.
/// </summary>
internal static class AppModule
{
    private const string Api = "2025-01-01";

    public static ManifestResource Create(AzdApp app, IReadOnlyList<AzdVariable> variables, IReadOnlySet<string> secretParameters)
    {
        var image = $"{BicepText.Identifier(app.Name)}_containerimage";
        var module = AzdOutputs.Declare(new BicepModule().Location()).Parameter(image);
        var settings = new ContainerSettings(module, secretParameters, variables);
        var isJob = app.Workload.Kind == WorkloadKind.Job;
        if (AppScale.NeedsConnection(app))
        {
            settings.AddSecret(AppScale.Connection, AppScale.ConnectionString(app));
        }

        module.Resource(isJob ? "job" : "app", isJob ? $"Microsoft.App/jobs@{Api}" : $"Microsoft.App/containerApps@{Api}", new()
        {
            { "name", app.Name },
            { "location", new BicepCode("location") },
            { "identity", new BicepObject { { "type", "UserAssigned" }, { "userAssignedIdentities", new BicepObject { { $"'${{{AzdOutputs.RegistryIdentity}}}'", new BicepObject() } } } } },
            { "properties", isJob ? Job(app, settings, image) : App(app, settings, image) },
        });
        KeyValuePair<string, string>[] parameters = [.. AzdOutputs.Parameters, new(image, $"{{{app.Name}.containerImage}}"), .. settings.Parameters];
        return new(app.Name, relative => Content(app, variables, parameters, relative), module.ToString());
    }

    private static JsonObject Content(AzdApp app, IReadOnlyList<AzdVariable> variables, IReadOnlyList<KeyValuePair<string, string>> parameters, Func<string, string> relative)
    {
        var content = new JsonObject
        {
            ["type"] = "project.v1",
            ["path"] = relative(app.Workload.ProjectPath),
            ["deployment"] = new JsonObject { ["type"] = "azure.bicep.v0", ["path"] = $"{app.Name}.bicep", ["params"] = Object(parameters) },
            ["env"] = Object(variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value))),
        };
        if (app.Workload.Port is { } port)
        {
            content["bindings"] = new JsonObject
            {
                ["http"] = new JsonObject { ["scheme"] = "http", ["protocol"] = "tcp", ["transport"] = "http", ["targetPort"] = port, ["external"] = app.Workload.IsGateway },
            };
        }

        return content;
    }

    private static JsonObject Object(IEnumerable<KeyValuePair<string, string>> entries) => new(entries.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));

    private static BicepObject App(AzdApp app, ContainerSettings settings, string image) => new()
    {
        { "environmentId", new BicepCode(AzdOutputs.AppsEnvironment) },
        {
            "configuration", new BicepObject
            {
                { "activeRevisionsMode", "Single" },
                { "ingress", app.Workload.Port is { } port ? Ingress(app, port) : null },
                { "registries", Registries() },
                { "secrets", settings.Secrets.Count > 0 ? settings.Secrets : null },
            }
        },
        {
            "template", new BicepObject
            {
                { "terminationGracePeriodSeconds", (int)app.Workload.Draining.Grace.TotalSeconds },
                { "containers", new List<object> { Container(app, settings, image) } },
                { "scale", AppScale.Of(app) },
                { "volumes", Volumes(app) },
            }
        },
    };

    private static BicepObject Job(AzdApp app, ContainerSettings settings, string image) => new()
    {
        { "environmentId", new BicepCode(AzdOutputs.AppsEnvironment) },
        {
            "configuration", new BicepObject
            {
                { "triggerType", "Manual" },
                { "manualTriggerConfig", new BicepObject { { "parallelism", 1 }, { "replicaCompletionCount", 1 } } },
                { "replicaTimeout", AzdDefaults.JobSeconds },
                { "replicaRetryLimit", AzdDefaults.JobRetries },
                { "registries", Registries() },
                { "secrets", settings.Secrets.Count > 0 ? settings.Secrets : null },
            }
        },
        { "template", new BicepObject { { "containers", new List<object> { Container(app, settings, image) } }, { "volumes", Volumes(app) } } },
    };

    // Between apps it is plain HTTP within the environment; from outside TLS only.
    private static BicepObject Ingress(AzdApp app, int port) => new()
    {
        { "external", app.Workload.IsGateway }, { "targetPort", port }, { "transport", "http" }, { "allowInsecure", !app.Workload.IsGateway },
    };

    private static List<object> Registries() => [new BicepObject { { "server", new BicepCode(AzdOutputs.Registry) }, { "identity", new BicepCode(AzdOutputs.RegistryIdentity) } }];

    private static BicepObject Container(AzdApp app, ContainerSettings settings, string image) => new()
    {
        { "name", app.Name },
        { "image", new BicepCode(image) },
        { "env", settings.Environment },
        { "resources", Resources(app.Workload.Resources) },
        { "probes", app.Workload is { Probes: { } probes, Port: { } port } ? AppProbes.Of(probes, port) : null },
        { "volumeMounts", app.Workload.Volumes.Count > 0 ? app.Workload.Volumes.Select(object (volume) => new BicepObject { { "volumeName", app.ShareOf(volume) }, { "mountPath", $"{AzdDefaults.VolumesRoot}/{volume.Name}" } }).ToList() : null },
    };

    private static BicepObject Resources(WorkloadResources resources)
    {
        var steps = Math.Max(Steps(resources.CpuMillicores, AzdDefaults.CpuMillicoresStep), Steps(resources.MemoryLimitMebibytes, AzdDefaults.MemoryMebibytesStep));
        return new()
        {
            { "cpu", new BicepCode(string.Create(CultureInfo.InvariantCulture, $"json('{steps * AzdDefaults.CpuMillicoresStep / 1000m:0.0##}')")) },
            { "memory", string.Create(CultureInfo.InvariantCulture, $"{steps * AzdDefaults.MemoryMebibytesStep / 1024m:0.0##}Gi") },
        };

        static int Steps(int amount, int step) => (amount + step - 1) / step;
    }

    // The files of a share have no owner of their own: each mount says whose they are, and that nobody else may read them.
    private static List<object>? Volumes(AzdApp app) => app.Workload.Volumes.Count == 0
        ? null
        : [.. app.Workload.Volumes.Select(object (volume) => new BicepObject
        {
            { "name", app.ShareOf(volume) },
            { "storageType", "AzureFile" },
            { "storageName", app.ShareOf(volume) },
            { "mountOptions", string.Create(CultureInfo.InvariantCulture, $"uid={AzdDefaults.Account},gid={AzdDefaults.Account},dir_mode=0700,file_mode=0600") },
        })];
}
