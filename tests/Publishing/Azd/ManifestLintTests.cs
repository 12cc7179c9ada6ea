using Distribution.Publishing.Azd;
using Distribution.Publishing.Lint;
using Distribution.Publishing.Lint.Azd;

namespace Distribution.Publishing.Tests.Azd;

public sealed class ManifestLintTests
{
    private readonly string _manifest;
    private readonly Dictionary<string, string> _modules;

    public ManifestLintTests()
    {
        var deployment = AzdDeployment.Of(SampleTopology.Create());
        _manifest = deployment.Manifest("/src/deploy/azd");
        _modules = deployment.Modules.ToDictionary(module => module.Path, module => module.Content);
    }

    [Theory]
    [InlineData("\"type\": \"project.v1\"", "\"type\": \"executable.v0\"", "manifest-type")]
    [InlineData("\"type\": \"project.v1\"", "\"type\": \"azure.bicep.v1\"", "manifest-type")]
    [InlineData("\"path\": \"../../services/api/api.csproj\"", "\"replicas\": 3", "manifest-schema")]
    [InlineData("\"scheme\": \"http\"", "\"scheme\": \"gopher\"", "manifest-schema")]
    [InlineData("\"targetPort\": 8080", "\"targetPort\": \"8080\"", "manifest-schema")]
    [InlineData("\"type\": \"string\"", "\"type\": \"number\"", "manifest-schema")]
    [InlineData("{api.bindings.http.url}", "{api-1.bindings.http.url}", "manifest-reference")]
    [InlineData("{api.bindings.http.url}", "{api.bindings.https.url}", "manifest-reference")]
    [InlineData("{api.bindings.http.url}", "{api.bindings.http.address}", "manifest-reference")]
    [InlineData("{postgres.outputs.hostName}", "{postgres.hostName}", "manifest-reference")]
    [InlineData("{postgres.outputs.hostName}", "{postgres.outputs.fqdn}", "bicep-output")]
    [InlineData("Password={postgres-access.value}", "Password=hunter2", "manifest-secret")]
    [InlineData("\"Tokens__ClientSecret\": \"{service-api.value}\"", "\"Tokens__ClientSecret\": \"hunter2\"", "manifest-secret")]
    [InlineData("\"generate\": {", "\"value\": \"hunter2\", \"generate\": {", "manifest-secret")]
    [InlineData("\"path\": \"api.bicep\"", "\"path\": \"elsewhere.bicep\"", "bicep-module")]
    [InlineData("\"administratorPassword\":", "\"password\":", "bicep-parameter")]
    public void Planted_fault_in_the_manifest_is_found(string from, string to, string rule)
    {
        Assert.Contains(from, _manifest);

        var findings = ManifestLint.Check(_manifest.Replace(from, to, StringComparison.Ordinal), _modules);

        Assert.Contains(findings, finding => finding.Rule == rule);
        Assert.DoesNotContain(findings, finding => finding.ToString().Contains("hunter2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("type: 'Readiness'", "type: 'Liveness'", "bicep-probes")]
    [InlineData("minReplicas: 3", "minReplicas: 1", "bicep-replicas")]
    [InlineData("param api_containerimage string", "param image string", "bicep-parameter")]
    public void Planted_fault_in_a_module_is_found(string from, string to, string rule)
    {
        Assert.Contains(from, _modules["api.bicep"]);
        _modules["api.bicep"] = _modules["api.bicep"].Replace(from, to, StringComparison.Ordinal);

        var finding = Assert.Single(ManifestLint.Check(_manifest, _modules).DistinctBy(found => found.Rule));

        Assert.Equal((rule, "api"), (finding.Rule, finding.Object));
    }

    [Fact]
    public void Text_that_is_no_manifest_is_said_to_be_none()
    {
        Assert.Equal("manifest-schema", Assert.Single(ManifestLint.Check("{", _modules)).Rule);
        Assert.Equal("manifest-schema", Assert.Single(ManifestLint.Check("[]", _modules)).Rule);
    }

    [Fact]
    public async Task Folder_that_was_published_is_checked_by_its_manifest()
    {
        var folder = Directory.CreateTempSubdirectory("azd-lint-");
        try
        {
            foreach (var file in new AzdEmitter().Emit(SampleTopology.Create(), "/src/deploy/azd", "/src/AppHost/AppHost.csproj"))
            {
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, file.Path), file.Content, TestContext.Current.CancellationToken);
            }

            Assert.Empty(await LintRunner.CheckAsync(folder.FullName, TestContext.Current.CancellationToken));
            File.Delete(Path.Combine(folder.FullName, "api.bicep"));
            Assert.Equal("bicep-module", Assert.Single(await LintRunner.CheckAsync(folder.FullName, TestContext.Current.CancellationToken)).Rule);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
