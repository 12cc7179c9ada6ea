using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Tests.Model;

public sealed class EndpointTests
{
    [Fact]
    public async Task Reference_can_be_made_before_its_endpoint()
    {
        await using var model = new TestModel();
        var thing = model.Builder.AddResource(new Thing("thing"));
        var reference = thing.GetEndpoint("http");
        Assert.False(reference.Exists);

        thing.WithHttpEndpoint(port: 8080, isProxied: false);

        Assert.True(reference.Exists);
        Assert.Equal(8080, reference.TargetPort);
        Assert.False(reference.IsAllocated);
    }

    [Fact]
    public async Task Reference_to_an_endpoint_that_is_not_there_says_which_there_are()
    {
        await using var model = new TestModel();
        var thing = model.Builder.AddResource(new Thing("thing")).WithHttpEndpoint().WithEndpoint(name: "admin");

        var error = Assert.Throws<InvalidOperationException>(() => thing.GetEndpoint("grpc").Scheme);

        Assert.Contains("'thing' has no endpoint 'grpc'", error.Message, StringComparison.Ordinal);
        Assert.Contains("http, admin", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_of_a_name_that_is_taken_is_refused()
    {
        await using var model = new TestModel();
        var thing = model.Builder.AddResource(new Thing("thing")).WithHttpEndpoint();

        Assert.Throws<DistributedApplicationException>(() => thing.WithHttpEndpoint(port: 1));
    }

    [Fact]
    public async Task Endpoint_is_changed_in_place_or_added()
    {
        await using var model = new TestModel();
        var thing = model.Builder.AddResource(new Thing("thing")).WithHttpEndpoint()
            .WithEndpoint("http", endpoint => endpoint.Port = 81)
            .WithEndpoint("none", endpoint => endpoint.Port = 82, createIfNotExists: false)
            .WithEndpoint("new", endpoint => endpoint.Port = 83)
            .WithExternalHttpEndpoints();

        var endpoints = thing.Resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => (endpoint.Name, endpoint.Port, endpoint.IsExternal));

        Assert.Equal([("http", 81, true), ("new", 83, false)], endpoints.Select(endpoint => (endpoint.Name, endpoint.Port ?? 0, endpoint.IsExternal)));
    }

    [Theory]
    [InlineData(80, null, 80, 80)]
    [InlineData(null, 81, 81, 81)]
    [InlineData(80, 81, 80, 81)]
    public void Without_a_proxy_one_port_stands_for_both(int? port, int? targetPort, int expectedPort, int expectedTarget)
    {
        var endpoint = new EndpointAnnotation(System.Net.Sockets.ProtocolType.Tcp, port: port, targetPort: targetPort, isProxied: false);

        Assert.Equal(expectedPort, endpoint.Port);
        Assert.Equal(expectedTarget, endpoint.TargetPort);
    }

    [Fact]
    public async Task Each_part_of_an_address_can_be_had()
    {
        var endpoint = new EndpointAnnotation(System.Net.Sockets.ProtocolType.Tcp, uriScheme: "http", targetPort: 8081);
        var thing = new Thing("thing");
        thing.Annotations.Add(endpoint);
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", 8080);
        var reference = thing.GetEndpoint("http");

        var parts = new List<string?>();
        foreach (var property in Enum.GetValues<EndpointProperty>())
        {
            parts.Add(await reference.Property(property).GetValueAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal(["http://localhost:8080", "localhost", "127.0.0.1", "8080", "http", "8081", "localhost:8080", "False"], parts);
    }

    [Fact]
    public async Task Port_variable_is_told_the_port_to_listen_on()
    {
        await using var model = new TestModel();
        var thing = model.Builder.AddResource(new Thing("thing")).WithHttpEndpoint(targetPort: 9000, env: "PORT");

        Assert.Equal("9000", (await model.EnvironmentOfAsync(thing.Resource))["PORT"]);
    }
}
