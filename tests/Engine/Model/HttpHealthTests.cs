using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Tests.Model;

public sealed class HttpHealthTests
{
    [Fact]
    public async Task Resource_is_as_healthy_as_the_answer_of_its_path()
    {
        var status = 503;
        await using var server = await StartServerAsync(() => status);
        await using var model = new TestModel();
        var thing = model.Builder.AddResource(new Thing("thing")).WithHttpEndpoint(isProxied: false).WithHttpHealthCheck("/readyz");
        EnvironmentTests.Allocate(thing, "http", Port(server));
        await model.StartAsync();
        await model.SetAsync(thing.Resource, KnownResourceStates.Running);
        await Eventually.True(() => model.Now(thing.Resource).HealthReports.Single().Description?.EndsWith("/readyz answered 503 instead of 200.", StringComparison.Ordinal) == true);

        status = 200;
        await Eventually.True(() => model.Now(thing.Resource).HealthStatus == HealthStatus.Healthy);

        await server.StopAsync();
        await Eventually.True(() => model.Now(thing.Resource).HealthStatus == HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task Another_path_of_the_same_server_is_another_check()
    {
        await using var model = new TestModel();
        var thing = model.Builder.AddResource(new Thing("thing")).WithHttpEndpoint().WithHttpHealthCheck("/a").WithHttpHealthCheck("/b", statusCode: 204);

        Assert.Equal(["thing_http_/a_200_check", "thing_http_/b_204_check"], thing.Resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key));
        Assert.Throws<DistributedApplicationException>(() => thing.WithHttpHealthCheck("/a"));
    }

    [Fact]
    public async Task Check_of_an_endpoint_that_is_not_there_or_not_http_is_refused()
    {
        await using var model = new TestModel();
        var thing = model.Builder.AddResource(new Thing("thing")).WithEndpoint(name: "tcp");

        Assert.Throws<DistributedApplicationException>(() => thing.WithHttpHealthCheck("/"));
        Assert.Throws<DistributedApplicationException>(() => thing.WithHttpHealthCheck("/", endpointName: "tcp"));
        Assert.Throws<DistributedApplicationException>(() => thing.WithHttpHealthCheck("/", endpointName: "http"));
    }

    private static async Task<WebApplication> StartServerAsync(Func<int> status)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.MapGet("/readyz", () => Results.StatusCode(status()));
        await server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    private static int Port(WebApplication server) =>
        new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
}
