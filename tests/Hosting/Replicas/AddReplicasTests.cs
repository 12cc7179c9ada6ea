using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Gateway;
using Distribution.Hosting.Replicas;
using Distribution.Servers;

namespace Distribution.Hosting.Tests.Replicas;

public sealed class AddReplicasTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Members_are_projects_with_endpoints_of_their_own()
    {
        var builder = Builder();

        var api = builder.AddReplicas<AnyProject>("api", 3);

        Assert.Equal(["api-1", "api-2", "api-3"], api.Select(member => member.Resource.Name));
        Assert.Equal(3, api.Select(member => member.GetEndpoint("http").EndpointAnnotation.Port).Distinct().Count());
        var environment = await ProjectEnvironment.OfAsync(builder, api[1].Resource);
        Assert.Equal("api", environment["OTEL_SERVICE_NAME"]);
        Assert.Equal("service.instance.id=2", environment["OTEL_RESOURCE_ATTRIBUTES"]);
        Assert.Equal(2, api[1].Resource.Annotations.OfType<ReplicaMemberAnnotation>().Single().Index);
        Assert.Same(api.Resource, api[1].Resource.Annotations.OfType<ReplicaMemberAnnotation>().Single().Set);
    }

    [Fact]
    public async Task What_is_said_of_the_set_is_said_of_each_member()
    {
        var builder = Builder();
        var database = builder.AddConnectionString("database", ReferenceExpression.Create($"Host=h"));
        var migrations = builder.AddProject<AnyProject>("migrations");
        var other = builder.AddReplicas<AnyProject>("other", 2);

        var api = builder.AddReplicas<AnyProject>("api", 2)
            .WithReference(database)
            .WithReference(other)
            .WaitFor(other)
            .WaitForCompletion(migrations)
            .WithEnvironment("SETTING", "value");

        foreach (var member in api)
        {
            var environment = await ProjectEnvironment.OfAsync(builder, member.Resource);
            Assert.Equal("Host=h", environment["ConnectionStrings__database"]);
            Assert.Equal("value", environment["SETTING"]);
            Assert.Contains("services__other-2__http__0", environment.Keys);
            var waits = member.Resource.Annotations.OfType<WaitAnnotation>().ToList();
            Assert.Contains(waits, wait => wait.Resource == other.Resource && wait.WaitType == WaitType.WaitUntilHealthy);
            Assert.Contains(waits, wait => wait.Resource == migrations.Resource && wait.WaitType == WaitType.WaitForCompletion);
        }
    }

    [Fact]
    public async Task Gateway_has_each_replica_as_its_destination()
    {
        var builder = Builder();
        var api = builder.AddReplicas<AnyProject>("api", 2);

        var gateway = builder.AddGateway<AnyProject>("gateway", 8080).WithDestinations(api);

        var environment = await ProjectEnvironment.OfAsync(builder, gateway.Resource);
        foreach (var member in api)
        {
            Assert.Equal(
                $"http://localhost:{member.GetEndpoint("http").EndpointAnnotation.Port}".Replace("localhost", "127.0.0.1"),
                environment[$"ReverseProxy__Clusters__api__Destinations__{member.Resource.Name}__Address"].Replace("localhost", "127.0.0.1"));
        }

        Assert.True(gateway.Resource.HasAnnotationOfType<GatewayAnnotation>());
        Assert.True(gateway.GetEndpoint("http").EndpointAnnotation.IsExternal);
    }

    [Fact]
    public void Publishing_leases_no_port()
    {
        var builder = Builder("--publisher", "manifest", "--output-path", _root["manifest.json"]);

        var api = builder.AddReplicas<AnyProject>("api", 2);
        var gateway = builder.AddGateway<AnyProject>("gateway", 8080);

        Assert.All(api, member => Assert.Null(member.GetEndpoint("http").EndpointAnnotation.Port));
        Assert.Equal(8080, gateway.GetEndpoint("http").EndpointAnnotation.Port);
    }

    [Fact]
    public void Set_without_members_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Builder().AddReplicas<AnyProject>("api", 0));

    private IDistributedApplicationBuilder Builder(params string[] args) =>
        DistributedApplication.CreateBuilder(["--state", _root.Path, "--ports", "random", .. args]);
}
