using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Servers;

namespace Distribution.Engine.Tests.Model;

public sealed class ManifestTests
{
    [Fact]
    public async Task Resources_are_written_as_what_they_are_and_name_each_other()
    {
        var resources = await WriteAsync(builder =>
        {
            var password = builder.AddParameter("password", new GenerateParameterDefault { MinLength = 30, Special = false, MinUpper = 1 }, secret: true);
            var thing = builder.AddResource(new Thing("database") { ConnectionStringExpression = ReferenceExpression.Create($"Host=here;Password={password.Resource}") });
            var back = builder.AddProject("back", "../Back/Back.csproj").WithHttpEndpoint(name: "http", targetPort: 8080).WithReference((IResourceBuilder<IResourceWithConnectionString>)thing);
            builder.AddProject("front", "../Front/Front.csproj").WithHttpEndpoint(name: "http").WithExternalHttpEndpoints().WithEnvironment("BACK", back.GetEndpoint("http"));
        });

        Assert.Equal("parameter.v0", Text(resources, "password", "type"));
        Assert.Equal("{password.inputs.value}", Text(resources, "password", "value"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"type":"string","secret":true,"default":{"generate":{"minLength":30,"special":false,"minUpper":1}}}"""), resources["password"]!["inputs"]!["value"]));
        Assert.Equal("Host=here;Password={password.value}", Text(resources, "database", "connectionString"));
        Assert.Equal("project.v0", Text(resources, "back", "type"));
        Assert.EndsWith("Back/Back.csproj", Text(resources, "back", "path"), StringComparison.Ordinal);
        Assert.Equal("{database.connectionString}", Text(resources, "back", "env", "ConnectionStrings__database"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"http":{"scheme":"http","protocol":"tcp","transport":"http","targetPort":8080}}"""), resources["back"]!["bindings"]));
        Assert.True((bool)resources["front"]!["bindings"]!["http"]!["external"]!);
        Assert.Equal("{back.bindings.http.url}", Text(resources, "front", "env", "BACK"));
    }

    [Fact]
    public async Task Callback_says_what_is_written_and_an_excluded_resource_is_not()
    {
        var resources = await WriteAsync(builder =>
        {
            builder.AddResource(new Thing("said")).WithManifestPublishingCallback(context =>
            {
                context.Writer.WriteString("type", "custom.v0");
                context.Writer.WriteString("path", context.GetManifestRelativePath(Path.Combine(Path.GetDirectoryName(context.ManifestPath)!, "..", "x.bicep")));
            });
            builder.AddResource(new Thing("left-out")).ExcludeFromManifest();
        });

        Assert.Equal(("custom.v0", "../x.bicep"), (Text(resources, "said", "type"), Text(resources, "said", "path")));
        Assert.Null(resources["left-out"]);
    }

    [Fact]
    public async Task Value_that_a_manifest_cannot_name_is_said_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        var path = folder["manifest.json"];
        var builder = Create(folder, "--output-path", path);
        builder.AddProject("back", "../Back/Back.csproj").WithEnvironment(context => context.EnvironmentVariables["ODD"] = new object());

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => RunAsync(builder));

        Assert.Contains("'ODD'", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task Missing_path_is_said()
    {
        using var folder = new TemporaryFolder();
        var builder = Create(folder);

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => RunAsync(builder));

        Assert.Contains("--output-path", error.Message, StringComparison.Ordinal);
    }

    private static async Task<JsonObject> WriteAsync(Action<IDistributedApplicationBuilder> describe)
    {
        using var folder = new TemporaryFolder();
        var path = folder["manifest.json"];
        var builder = Create(folder, "--output-path", path);
        describe(builder);

        await RunAsync(builder);

        return (JsonObject)JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!["resources"]!;
    }

    private static IDistributedApplicationBuilder Create(TemporaryFolder folder, params string[] args) => DistributedApplication.CreateBuilder(
        new DistributedApplicationOptions { Args = ["--publisher", "manifest", "--name", "model", "--state", folder.Path, .. args], DisableDashboard = true, ProjectDirectory = folder.Path });

    private static Task RunAsync(IDistributedApplicationBuilder builder) => builder.Build().RunAsync(TestContext.Current.CancellationToken);

    private static string Text(JsonObject resources, params string[] path) => (string)path.Aggregate((JsonNode)resources, (node, name) => node[name]!)!;
}
