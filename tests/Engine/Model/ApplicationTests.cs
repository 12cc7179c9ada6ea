using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Distribution.Engine.Model;
using Distribution.Machine.State;
using Microsoft.Extensions.DependencyInjection;

namespace Distribution.Engine.Tests.Model;

public sealed class ApplicationTests
{
    private static readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "manifest", "--publisher", "manifest", "--output-path", "x")]
    [InlineData(true, "manifest", "--operation", "publish")]
    [InlineData(true, "compose", "--publisher=compose")]
    [InlineData(false, "manifest")]
    [InlineData(false, "manifest", "--operation", "run")]
    public async Task Command_line_says_what_is_done(bool publishes, string publisher, params string[] args)
    {
        await using var model = new TestModel(args);

        Assert.Equal(publishes, model.Builder.ExecutionContext.IsPublishMode);
        Assert.Equal(!publishes, model.Builder.ExecutionContext.IsRunMode);
        Assert.Equal(publisher, model.Builder.ExecutionContext.PublisherName);
    }

    [Fact]
    public async Task Publishing_completes_the_model_starts_nothing_and_leaves_the_state_alone()
    {
        await using var model = new TestModel("--operation", "publish");
        var completed = false;
        model.Builder.OnBeforeStart((happened, _) =>
        {
            completed = happened.Model.Resources.Count == 1;
            return Task.CompletedTask;
        });
        var thing = model.Builder.AddExecutable("thing", "/nowhere", ".").Resource;

        await model.Application.StartAsync(cancellation);
        await model.Application.StopAsync(cancellation);

        Assert.True(completed);
        Assert.False(model.Notifications.TryGetCurrentState(thing.Name, out _));
        Assert.False(Directory.Exists(Path.Combine(model.Folder, "model")));
    }

    [Fact]
    public async Task Publishing_in_an_unknown_form_is_an_error()
    {
        var application = DistributedApplication.CreateBuilder(["--publisher", "cuneiform"]).Build();

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => application.RunAsync(cancellation));

        Assert.Contains("'publish-cuneiform'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_resource_is_known_before_anything_is_started()
    {
        await using var model = new TestModel();
        var thing = model.Builder.AddResource(new Thing("thing")).Resource;
        var later = model.Builder.AddResource(new Thing("later")).WithExplicitStart().Resource;

        await model.StartAsync();

        Assert.Null(model.Now(thing).State);
        Assert.Equal("Thing", model.Now(thing).ResourceType);
        Assert.Equal("NotStarted", model.Now(later).State?.Text);
    }

    [Fact]
    public async Task Registered_subscribers_subscribe_before_the_first_event()
    {
        await using var model = new TestModel();
        model.Builder.Services.AddSingleton<List<string>>();
        model.Builder.Services.TryAddEventingSubscriber<Subscriber>();
        model.Builder.Services.TryAddEventingSubscriber<Subscriber>();

        await model.StartAsync();

        Assert.Equal(["BeforeStart"], model.Application.Services.GetRequiredService<List<string>>());
    }

    [Fact]
    public async Task Second_application_of_the_same_name_is_refused_and_the_first_is_unharmed()
    {
        await using var model = new TestModel();
        await model.StartAsync();
        await using var second = DistributedApplication.CreateBuilder(["--name", "model", "--state", model.Folder]).Build();

        var error = await Assert.ThrowsAsync<StateException>(() => second.StartAsync(cancellation));

        Assert.Contains("'model' is already running", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resources_that_wait_for_each_other_are_refused_with_the_circle()
    {
        await using var model = new TestModel();
        var a = model.Builder.AddResource(new Thing("a"));
        var b = model.Builder.AddResource(new Thing("b")).WaitFor(a);
        var c = model.Builder.AddResource(new Thing("c")).WaitFor(b);
        a.WaitForCompletion(c);
        model.Builder.AddResource(new Thing("outside")).WaitFor(a);

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(model.StartAsync);

        Assert.Equal("These resources wait for each other, so that none would ever start: a → c → b → a. Take one of the waits out.", error.Message);
    }

    [Fact]
    public async Task Wait_for_a_resource_that_was_not_added_is_refused()
    {
        await using var model = new TestModel();
        model.Builder.AddResource(new Thing("thing")).WaitFor(model.Builder.CreateResourceBuilder(new Thing("stranger")));

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(model.StartAsync);

        Assert.Contains("'stranger', which is not part of the application", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anonymous_copies_are_refused_when_the_application_is_run()
    {
        await using var model = new TestModel();
        model.Builder.AddProject("api", "api.dll").WithReplicas(3);

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(model.StartAsync);

        Assert.Contains("AddReplicas", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Executable_is_found_from_the_folder_of_the_AppHost()
    {
        await using var model = new TestModel();
        var program = model.Builder.AddExecutable("program", "run", "sub", "a", "b").WithCommand("other");

        Assert.Equal("other", program.Resource.Command);
        Assert.Equal(Path.Combine(model.Folder, "sub"), program.Resource.WorkingDirectory);
        Assert.Equal(["a", "b"], (await model.GatherAsync(program.Resource)).Arguments.Select(argument => argument.Value));
    }

    [Fact]
    public async Task Project_that_is_not_built_says_what_to_do()
    {
        await using var model = new TestModel();
        var absent = model.Builder.AddProject("absent", "absent.dll").Resource;
        var unknown = model.Builder.AddProject("unknown", "unknown.csproj").Resource;
        var here = model.Builder.AddProject("here", typeof(ApplicationTests).Assembly.Location).Resource;

        Assert.Contains("dotnet build", Assert.Throws<DistributedApplicationException>(() => ProjectAssembly.Of(absent)).Message, StringComparison.Ordinal);
        Assert.Contains("AddProject<Projects.NAME>", Assert.Throws<DistributedApplicationException>(() => ProjectAssembly.Of(unknown)).Message, StringComparison.Ordinal);
        Assert.Equal(typeof(ApplicationTests).Assembly.Location, ProjectAssembly.Of(here));
    }

    [Fact]
    public async Task Urls_are_those_of_the_endpoints_and_of_the_model()
    {
        await using var model = new TestModel();
        var thing = model.Builder.AddResource(new Thing("thing")).WithHttpEndpoint();
        EnvironmentTests.Allocate(thing, "http", 8080);
        thing.WithUrl("https://docs.example", "Docs")
            .WithUrl($"{thing.GetEndpoint("http")}/admin")
            .WithUrlForEndpoint("http", url => url.DisplayText = "Here");

        var urls = await ResourceUrls.GatherAsync(thing.Resource, model.Builder.ExecutionContext, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, cancellation);

        Assert.Equal(
            [("http", "http://127.0.0.1:8080", "Here"), (null, "https://docs.example", "Docs"), (null, "http://127.0.0.1:8080/admin", string.Empty)],
            urls.Select(url => (url.Name, url.Url, url.DisplayProperties.DisplayName)));
    }

    private sealed class Subscriber(List<string> told) : IDistributedApplicationEventingSubscriber
    {
        public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
        {
            eventing.Subscribe<BeforeStartEvent>((_, _) =>
            {
                told.Add("BeforeStart");
                return Task.CompletedTask;
            });
            return Task.CompletedTask;
        }
    }
}
