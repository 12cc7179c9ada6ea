using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Tests.Model;

public sealed class EnvironmentTests
{
    [Fact]
    public async Task Variables_of_every_form_get_their_text()
    {
        await using var model = new TestModel();
        var target = model.Builder.AddResource(new Thing("target") { ConnectionStringExpression = ReferenceExpression.Create($"Host=there") });
        Allocate(target.WithHttpEndpoint(name: "http"), "http", 8080);
        var parameter = model.Builder.AddParameter("level", "high");
        var thing = model.Builder.AddResource(new Thing("thing"))
            .WithEnvironment("PLAIN", "text")
            .WithEnvironment("EMPTY", (string?)null)
            .WithEnvironment("CALLED", () => "when asked")
            .WithEnvironment("URL", target.GetEndpoint("http"))
            .WithEnvironment("PORT", target.GetEndpoint("http").Property(EndpointProperty.Port))
            .WithEnvironment("LEVEL", parameter)
            .WithEnvironment("BOTH", $"{parameter}/{target.GetEndpoint("http").Property(EndpointProperty.Port)}")
            .WithEnvironment("CONNECTION", target)
            .WithEnvironment(context => context.EnvironmentVariables["NUMBER"] = 7)
            .WithEnvironment(async context =>
            {
                await Task.Yield();
                context.EnvironmentVariables["WHO"] = context.Resource.Name;
            });

        var variables = await model.EnvironmentOfAsync(thing.Resource);

        Assert.Equal(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["PLAIN"] = "text",
                ["EMPTY"] = string.Empty,
                ["CALLED"] = "when asked",
                ["URL"] = "http://127.0.0.1:8080",
                ["PORT"] = "8080",
                ["LEVEL"] = "high",
                ["BOTH"] = "high/8080",
                ["CONNECTION"] = "Host=there",
                ["NUMBER"] = "7",
                ["WHO"] = "thing",
            },
            variables);
    }

    [Fact]
    public async Task Last_one_who_sets_a_variable_wins()
    {
        await using var model = new TestModel();
        var thing = model.Builder.AddResource(new Thing("thing")).WithEnvironment("X", "first").WithEnvironment("X", "last");

        Assert.Equal("last", (await model.EnvironmentOfAsync(thing.Resource))["X"]);
    }

    [Fact]
    public async Task Arguments_keep_their_order_and_secrets_are_marked()
    {
        await using var model = new TestModel();
        var secret = model.Builder.AddParameter("password", "p4ss", secret: true);
        var thing = model.Builder.AddResource(new Thing("thing"))
            .WithArgs("--a", "1")
            .WithArgs("--n", 2, secret.Resource, ReferenceExpression.Create($"x{secret}"))
            .WithArgs(context => context.Args.Insert(0, "first"));

        var gathered = await model.GatherAsync(thing.Resource);

        Assert.Equal(["first", "--a", "1", "--n", "2", "p4ss", "xp4ss"], gathered.Arguments.Select(argument => argument.Value));
        Assert.Equal([false, false, false, false, false, true, true], gathered.Arguments.Select(argument => argument.IsSensitive));
    }

    [Fact]
    public async Task Value_that_cannot_be_had_names_resource_variable_and_remedy()
    {
        await using var model = new TestModel();
        var missing = model.Builder.AddParameter("licence");
        var thing = model.Builder.AddResource(new Thing("thing")).WithEnvironment("LICENCE", missing);

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => model.GatherAsync(thing.Resource));

        Assert.Contains("'thing'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'LICENCE'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Parameters:licence", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Project_is_told_where_to_listen_unless_the_model_says_it()
    {
        await using var model = new TestModel();
        var told = model.Builder.AddProject("told", "told.dll").WithHttpEndpoint(targetPort: 5000, isProxied: false);
        var said = model.Builder.AddProject("said", "said.dll").WithHttpEndpoint(targetPort: 5001, isProxied: false).WithEnvironment("ASPNETCORE_URLS", "http://127.0.0.1:5001");

        Assert.Equal("http://localhost:5000", (await model.EnvironmentOfAsync(told.Resource))["ASPNETCORE_URLS"]);
        Assert.Equal("http://127.0.0.1:5001", (await model.EnvironmentOfAsync(said.Resource))["ASPNETCORE_URLS"]);
    }

    internal static void Allocate<T>(IResourceBuilder<T> builder, string name, int port)
        where T : IResourceWithEndpoints
    {
        var endpoint = builder.GetEndpoint(name).EndpointAnnotation;
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "127.0.0.1", port);
    }
}
