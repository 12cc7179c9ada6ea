using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Engine.Dashboard.Grpc;
using Distribution.Engine.Dashboard.Mapping;
using Distribution.Servers;
using Microsoft.Extensions.Logging;
using Wire = Distribution.Engine.Dashboard.Protocol;

namespace Distribution.Engine.Tests.Dashboard;

public sealed class DashboardServiceTests
{
    [Fact]
    public async Task Application_is_named()
    {
        await using var service = await StartAsync();

        await using var answer = await service.Client.CallAsync("GetApplicationInformation", new Wire.ApplicationInformationRequest());

        Assert.Equal("test", (await answer.SingleAsync(Wire.ApplicationInformationResponse.Parser)).ApplicationName);
    }

    [Fact]
    public async Task Every_resource_of_a_topology_has_all_that_the_dashboard_needs()
    {
        await using var service = await StartAsync();

        var seen = await WatchUntilAsync(service, resources => resources.Count == 5);

        Assert.Equal(["cluster", "member", "parameter", "project", "secret"], seen.Keys.Order());
        Assert.Empty(seen.Values.SelectMany(RequiredFields.MissingFrom));
        Assert.Contains(seen["member"].Properties, p => p.Name == "resource.parentName" && p.Value.StringValue == "cluster");
        Assert.Contains(seen["member"].Relationships, r => (r.ResourceName, r.Type) == ("cluster", "Parent"));
    }

    [Fact]
    public async Task Change_is_sent_to_who_watches()
    {
        await using var service = await StartAsync(out var cluster);
        var watching = WatchUntilAsync(service, resources => resources.TryGetValue("cluster", out var seen) && seen.State == "Fenced");

        await service.Notifications.PublishUpdateAsync(cluster, snapshot => snapshot with { State = new ResourceStateSnapshot("Fenced", KnownResourceStateStyles.Error) });

        Assert.Equal("error", (await watching)["cluster"].StateStyle);
    }

    [Fact]
    public async Task Log_is_read_and_followed_with_its_streams()
    {
        await using var service = await StartAsync();
        service.Logs.GetLogger("member").LogInformation("first");

        await using var answer = await service.Client.CallAsync("WatchResourceConsoleLogs", new Wire.WatchResourceConsoleLogsRequest { ResourceName = "member" });
        var first = Assert.Single((await answer.NextAsync(Wire.WatchResourceConsoleLogsUpdate.Parser))!.LogLines);
        service.Logs.GetLogger("member").LogError("second");
        var second = Assert.Single((await answer.NextAsync(Wire.WatchResourceConsoleLogsUpdate.Parser))!.LogLines);

        Assert.Equal((1, 2), (first.LineNumber, second.LineNumber));
        Assert.Equal((false, true), (first.IsStdErr, second.IsStdErr));
        Assert.EndsWith("first", first.Text);
        Assert.Contains("second", second.Text);
    }

    [Fact]
    public async Task Log_that_is_not_followed_ends()
    {
        await using var service = await StartAsync();
        service.Logs.GetLogger("member").LogInformation("only");

        await using var answer = await service.Client.CallAsync("WatchResourceConsoleLogs", new Wire.WatchResourceConsoleLogsRequest { ResourceName = "member", SuppressFollow = true });

        Assert.Single((await answer.SingleAsync(Wire.WatchResourceConsoleLogsUpdate.Parser)).LogLines);
        Assert.Equal(GrpcStatus.Ok, answer.Status);
    }

    [Fact]
    public async Task Log_of_a_resource_that_has_none_stays_open()
    {
        await using var service = await StartAsync();
        await using var answer = await service.Client.CallAsync("WatchResourceConsoleLogs", new Wire.WatchResourceConsoleLogsRequest { ResourceName = "cluster" });
        var next = answer.NextAsync(Wire.WatchResourceConsoleLogsUpdate.Parser);

        service.Logs.GetLogger("cluster").LogInformation("at last");

        Assert.Single((await next)!.LogLines);
    }

    [Theory]
    [InlineData("cluster", "promote", Wire.ResourceCommandResponseKind.Succeeded, "promoted")]
    [InlineData("cluster", "refuse", Wire.ResourceCommandResponseKind.Failed, "the standby lags")]
    [InlineData("cluster", "break", Wire.ResourceCommandResponseKind.Failed, "broken")]
    [InlineData("cluster", "disabled", Wire.ResourceCommandResponseKind.Failed, "cannot")]
    [InlineData("cluster", "unknown", Wire.ResourceCommandResponseKind.Failed, "unknown")]
    [InlineData("nothing", "promote", Wire.ResourceCommandResponseKind.Failed, "nothing")]
    public async Task Command_is_answered_with_its_outcome(string resource, string command, object kind, string message)
    {
        await using var service = await StartAsync();

        await using var answer = await service.Client.CallAsync("ExecuteResourceCommand", new Wire.ResourceCommandRequest { ResourceName = resource, CommandName = command });
        var outcome = await answer.SingleAsync(Wire.ResourceCommandResponse.Parser);

        Assert.Equal((kind, GrpcStatus.Ok), (outcome.Kind, answer.Status));
        Assert.Contains(message, outcome.Message);
    }

    [Fact]
    public async Task Result_of_a_command_is_passed_on()
    {
        await using var service = await StartAsync();

        await using var answer = await service.Client.CallAsync("ExecuteResourceCommand", new Wire.ResourceCommandRequest { ResourceName = "cluster", CommandName = "promote" });

        Assert.Equal(new Wire.ResourceCommandResult { Value = "{}", Format = Wire.CommandResultFormat.Json }, (await answer.SingleAsync(Wire.ResourceCommandResponse.Parser)).Result);
    }

    [Fact]
    public async Task Command_is_cancelled_when_its_caller_goes_away()
    {
        var begun = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var service = await ResourceServiceFixture.StartAsync(builder => builder.AddResource(new Cluster("cluster")).WithCommand("wait", "Wait", async context =>
        {
            using var registration = context.CancellationToken.Register(() => cancelled.TrySetResult());
            begun.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
            return CommandResults.Success();
        }));
        using var caller = new CancellationTokenSource();
        var call = service.Client.CallAsync("ExecuteResourceCommand", new Wire.ResourceCommandRequest { ResourceName = "cluster", CommandName = "wait" }, caller.Token);
        await begun.Task.WaitAsync(Eventually.Patience);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await cancelled.Task.WaitAsync(Eventually.Patience);
    }

    [Fact]
    public async Task Interactions_stay_open_and_say_connected_once_the_resources_are_watched()
    {
        await using var service = await StartAsync();
        await using var interactions = await service.Client.CallAsync("WatchInteractions", message: null);
        var said = interactions.NextAsync(Wire.WatchInteractionsResponseUpdate.Parser);
        Assert.False(said.IsCompleted);

        await using var watch = await service.Client.CallAsync("WatchResources", new Wire.WatchResourcesRequest());

        var update = await said;
        Assert.Equal((0, Wire.WatchInteractionsResponseUpdate.KindOneofCase.Complete), (update!.InteractionId, update.KindCase));
        Assert.False(interactions.NextAsync(Wire.WatchInteractionsResponseUpdate.Parser).IsCompleted);
    }

    [Fact]
    public async Task Files_are_not_taken()
    {
        await using var service = await StartAsync();

        await using var answer = await service.Client.CallAsync("UploadFile", message: null);

        Assert.Null(await answer.NextAsync(Wire.ResourceCommandResponse.Parser));
        Assert.Equal(GrpcStatus.Unimplemented, answer.Status);
    }

    private static Task<ResourceServiceFixture> StartAsync() => StartAsync(out _);

    private static Task<ResourceServiceFixture> StartAsync(out Cluster cluster)
    {
        var composed = cluster = new Cluster("cluster");
        return ResourceServiceFixture.StartAsync(builder =>
        {
            builder.AddResource(composed)
                .WithInitialState(new() { ResourceType = "Cluster", State = KnownResourceStates.Running, Properties = [new("node.role", "primary")] })
                .WithCommand("promote", "Promote", _ => Task.FromResult(CommandResults.Success("promoted", new CommandResultData { Value = "{}", Format = CommandResultFormat.Json })), new() { ConfirmationMessage = "Sure?" })
                .WithCommand("refuse", "Refuse", _ => Task.FromResult(CommandResults.Failure("the standby lags")))
                .WithCommand("break", "Break", _ => throw new InvalidOperationException("broken"))
                .WithCommand("disabled", "Disabled", _ => Task.FromResult(CommandResults.Success()), new() { UpdateState = _ => ResourceCommandState.Disabled });
            builder.AddExecutable("member", "/bin/true", "/").WithParentRelationship(composed).WithHttpEndpoint(port: 20000, isProxied: false);
            builder.AddProject("project", "Project.csproj");
            builder.AddParameter("parameter", "open");
            builder.AddParameter("secret", "hidden", secret: true);
        });
    }

    private static async Task<Dictionary<string, Wire.Resource>> WatchUntilAsync(ResourceServiceFixture service, Func<Dictionary<string, Wire.Resource>, bool> enough)
    {
        await using var watch = await service.Client.CallAsync("WatchResources", new Wire.WatchResourcesRequest());
        var seen = (await watch.NextAsync(Wire.WatchResourcesUpdate.Parser))!.InitialData.Resources.ToDictionary(r => r.Name);
        while (!enough(seen))
        {
            var update = await watch.NextAsync(Wire.WatchResourcesUpdate.Parser);
            foreach (var change in update!.Changes.Value)
            {
                seen[change.Upsert.Name] = change.Upsert;
            }
        }

        return seen;
    }

    private sealed class Cluster(string name) : Resource(name);
}
