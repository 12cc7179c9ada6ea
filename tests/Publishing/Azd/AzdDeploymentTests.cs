using System.Text.Json.Nodes;
using Distribution.Publishing.Azd;
using Distribution.Publishing.Lint.Azd;

namespace Distribution.Publishing.Tests.Azd;

public sealed class AzdDeploymentTests
{
    private static readonly string[] Accepted = ["project.v1", "parameter.v0", "azure.bicep.v0"];

    private readonly AzdDeployment _deployment = AzdDeployment.Of(SampleTopology.Create());

    [Fact]
    public void Manifest_of_the_sample_has_only_types_that_azd_takes_and_no_finding()
    {
        var manifest = _deployment.Manifest("/src/deploy/azd");

        var findings = ManifestLint.Check(manifest, _deployment.Modules.ToDictionary(module => module.Path, module => module.Content));

        Assert.Empty(findings);
        Assert.All(Resources(manifest), resource => Assert.Contains((string)resource.Value!["type"]!, Accepted));
    }

    [Fact]
    public void Replicas_of_a_service_are_one_project_with_its_replicas_and_probes_in_the_module()
    {
        var resources = Resources(_deployment.Manifest("/src/deploy/azd"));
        var module = Module("api.bicep");

        Assert.Equal("../../services/api/api.csproj", (string)resources["api"]!["path"]!);
        Assert.DoesNotContain(resources, resource => resource.Key.StartsWith("api-", StringComparison.Ordinal));
        Assert.Contains("minReplicas: 3\n", module);
        Assert.Contains("maxReplicas: 10\n", module);
        Assert.All(new[] { "Startup", "Readiness", "Liveness" }, probe => Assert.Contains($"type: '{probe}'", module));
        Assert.Equal("{api.bindings.http.url}", (string)resources["gateway"]!["env"]!["ReverseProxy__Clusters__api__Destinations__api-1__Address"]!);
    }

    [Fact]
    public void Service_that_keeps_something_a_replica_is_an_app_a_replica_with_a_share_of_its_own()
    {
        var resources = Resources(_deployment.Manifest("/src/deploy/azd"));

        Assert.Contains(resources, resource => resource.Key == "audit-1");
        Assert.Contains(resources, resource => resource.Key == "audit-2");
        Assert.Contains("storageName: 'audit-2-checkpoints'", Module("audit-2.bicep"));
        Assert.Contains("maxReplicas: 1\n", Module("audit-2.bicep"));
        Assert.Contains("'audit-2-checkpoints'", Module("storage.bicep"));
    }

    [Fact]
    public void Worker_grows_with_the_queue_that_its_own_role_counts()
    {
        var module = Module("worker.bicep");

        Assert.Contains("type: 'postgresql'", module);
        Assert.Contains("targetQueryValue: '80'", module);
        Assert.Contains("'host=${postgres_outputs_hostname} port=5432 dbname=jobs user=jobs password=${postgres_jobs_value} sslmode=require'", module);
    }

    [Fact]
    public void Variable_with_a_secret_is_a_secret_of_the_app_and_its_parameter_is_secure()
    {
        var module = Module("api.bicep");

        Assert.Contains("@secure()\nparam service_api_value string\n", module);
        Assert.Matches("name: 'Tokens__ClientSecret'\\s+secretRef: 'tokens-clientsecret'", module);
        Assert.Contains("keyVaultUrl: '${vault_valkey.properties.vaultUri}secrets/primaryKey'", module);
        Assert.DoesNotContain("Tokens__ClientSecretFile", module);
    }

    [Fact]
    public void Migrations_are_a_job_that_makes_every_role_of_the_managed_server()
    {
        var module = Module("migrations.bicep");

        Assert.Contains("resource job 'Microsoft.App/jobs@", module);
        Assert.All(SampleTopology.Create().Postgres!.Databases, database =>
        {
            Assert.Contains($"name: 'Provisioning__Passwords__{database}'", module);
            Assert.Contains($"name: 'Provisioning__Passwords__{database}_owner'", module);
        });
        Assert.Contains("az containerapp job start --name migrations", Files()[AzureYaml.FileName]);
    }

    [Fact]
    public void Postgres_and_cache_are_zone_redundant_and_highly_available()
    {
        Assert.Contains("mode: 'ZoneRedundant'", Module("postgres.bicep"));
        Assert.Contains("highAvailability: 'Enabled'", Module("valkey.bicep"));
        Assert.Contains("name: 'Standard_ZRS'", Module("storage.bicep"));
    }

    [Fact]
    public void Same_description_gives_the_same_bytes() => Assert.Equal(Files(), Files());

    [Fact]
    public void Setting_that_can_only_take_a_file_is_named()
    {
        var topology = SampleTopology.Create();
        var secret = topology.Workload("api").Secrets[0];
        var broken = topology.Workload("api") with { Environment = [new("Certificate", [new Description.Values.SecretFilePart(secret)])] };

        var failure = Assert.Throws<PublishException>(() => AzdDeployment.Of(topology with { Workloads = [broken] }));

        Assert.Contains("'Certificate'", failure.Message);
        Assert.Contains("twin", failure.Message);
    }

    [Fact]
    public void Name_of_two_things_is_refused()
    {
        var topology = SampleTopology.Create();

        var failure = Assert.Throws<PublishException>(() => AzdDeployment.Of(topology with { Workloads = [.. topology.Workloads, topology.Workload("scheduler") with { Name = "storage" }] }));

        Assert.Contains("'storage'", failure.Message);
    }

    private static JsonObject Resources(string manifest) => (JsonObject)JsonNode.Parse(manifest)!["resources"]!;

    private static Dictionary<string, string> Files() => new AzdEmitter().Emit(SampleTopology.Create(), "/src/deploy/azd", "/src/AppHost/AppHost.csproj").ToDictionary(file => file.Path, file => file.Content);

    private string Module(string file) => _deployment.Modules.Single(module => module.Path == file).Content;
}
