using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Tests.Model;

public sealed class ReferenceTests
{
    [Fact]
    public async Task Connection_string_is_handed_over_by_the_resources_name_or_another()
    {
        await using var model = new TestModel();
        var database = model.Builder.AddResource(new Thing("access") { ConnectionStringExpression = ReferenceExpression.Create($"Host=db") });
        var thing = model.Builder.AddResource(new Thing("thing"))
            .WithReference((IResourceBuilder<IResourceWithConnectionString>)database)
            .WithReference((IResourceBuilder<IResourceWithConnectionString>)database, connectionName: "other");

        var variables = await model.EnvironmentOfAsync(thing.Resource);

        Assert.Equal("Host=db", variables["ConnectionStrings__access"]);
        Assert.Equal("Host=db", variables["ConnectionStrings__other"]);
    }

    [Fact]
    public async Task Redirected_connection_string_is_the_others()
    {
        await using var model = new TestModel();
        var pool = model.Builder.AddResource(new Thing("pool") { ConnectionStringExpression = ReferenceExpression.Create($"Host=pool") });
        var middle = model.Builder.AddResource(new Thing("middle")).WithConnectionStringRedirection(pool.Resource);
        var database = model.Builder.AddResource(new Thing("access") { ConnectionStringExpression = ReferenceExpression.Create($"Host=db") }).WithConnectionStringRedirection(middle.Resource);
        var thing = model.Builder.AddResource(new Thing("thing")).WithReference((IResourceBuilder<IResourceWithConnectionString>)database).WithEnvironment("X", database);

        var variables = await model.EnvironmentOfAsync(thing.Resource);

        Assert.Equal("Host=pool", variables["ConnectionStrings__access"]);
        Assert.Equal("Host=pool", variables["X"]);
    }

    [Fact]
    public async Task Redirection_in_a_circle_is_an_error_not_a_hang()
    {
        await using var model = new TestModel();
        var one = model.Builder.AddResource(new Thing("one"));
        var other = model.Builder.AddResource(new Thing("other")).WithConnectionStringRedirection(one.Resource);
        one.WithConnectionStringRedirection(other.Resource);
        var thing = model.Builder.AddResource(new Thing("thing")).WithEnvironment("X", one);

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => model.GatherAsync(thing.Resource));

        Assert.Contains("in a circle", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_connection_string_is_an_error_unless_it_is_optional()
    {
        await using var model = new TestModel();
        var nothing = model.Builder.AddResource(new Thing("nothing"));
        var strict = model.Builder.AddResource(new Thing("strict")).WithReference((IResourceBuilder<IResourceWithConnectionString>)nothing);
        var lenient = model.Builder.AddResource(new Thing("lenient")).WithReference((IResourceBuilder<IResourceWithConnectionString>)nothing, optional: true);

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => model.GatherAsync(strict.Resource));

        Assert.Contains("ConnectionStrings:nothing", error.Message, StringComparison.Ordinal);
        Assert.Equal(string.Empty, (await model.EnvironmentOfAsync(lenient.Resource))["ConnectionStrings__nothing"]);
    }

    [Fact]
    public async Task Endpoints_are_handed_over_for_service_discovery()
    {
        await using var model = new TestModel();
        var api = Api(model);
        var thing = model.Builder.AddResource(new Thing("thing")).WithReference((IResourceBuilder<IResourceWithServiceDiscovery>)api);

        var variables = await model.EnvironmentOfAsync(thing.Resource);

        Assert.Equal("http://127.0.0.1:8001", variables["services__api-1__http__0"]);
        Assert.Equal("http://127.0.0.1:8002", variables["services__api-1__http__1"]);
        Assert.Equal("http://127.0.0.1:8001", variables["API_1_HTTP"]);
        Assert.Equal("http://127.0.0.1:8002", variables["API_1_ADMIN"]);
    }

    [Fact]
    public async Task One_endpoint_is_handed_over_alone()
    {
        await using var model = new TestModel();
        var api = Api(model);
        var thing = model.Builder.AddResource(new Thing("thing")).WithReference(api.GetEndpoint("admin")).WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ServiceDiscovery);

        Assert.Equal(["services__api-1__http__0"], (await model.EnvironmentOfAsync(thing.Resource)).Keys);
    }

    [Fact]
    public async Task Service_outside_is_handed_over_by_its_name()
    {
        await using var model = new TestModel();
        var thing = model.Builder.AddResource(new Thing("thing")).WithReference("mail", new Uri("https://mail.example/"));

        Assert.Equal("https://mail.example/", (await model.EnvironmentOfAsync(thing.Resource))["services__mail__default__0"]);
        Assert.Throws<InvalidOperationException>(() => thing.WithReference("bad", new Uri("https://mail.example/path")));
    }

    [Fact]
    public async Task Parts_of_a_connection_string_are_handed_over_besides_it()
    {
        await using var model = new TestModel();
        var database = model.Builder.AddResource(new Thing("my-db") { ConnectionStringExpression = ReferenceExpression.Create($"Host=db") })
            .WithConnectionProperty("Host", ReferenceExpression.Create($"db"));
        var thing = model.Builder.AddResource(new Thing("thing")).WithReference((IResourceBuilder<IResourceWithConnectionString>)database);

        Assert.Equal("db", (await model.EnvironmentOfAsync(thing.Resource))["MY_DB_HOST"]);
    }

    [Fact]
    public async Task Reference_draws_one_arrow()
    {
        await using var model = new TestModel();
        var api = Api(model);
        var thing = model.Builder.AddResource(new Thing("thing")).WithReference(api.GetEndpoint("http")).WithReference(api.GetEndpoint("admin"));

        var arrow = Assert.Single(thing.Resource.Annotations.OfType<ResourceRelationshipAnnotation>());
        Assert.Equal(("api-1", "Reference"), (arrow.Resource.Name, arrow.Type));
    }

    private static IResourceBuilder<Thing> Api(TestModel model)
    {
        var api = model.Builder.AddResource(new Thing("api-1")).WithHttpEndpoint().WithHttpEndpoint(name: "admin");
        EnvironmentTests.Allocate(api, "http", 8001);
        EnvironmentTests.Allocate(api, "admin", 8002);
        return api;
    }
}
