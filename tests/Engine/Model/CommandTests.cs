using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Tests.Model;

public sealed class CommandTests
{
    private static readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Command_is_executed_with_its_resource_and_its_result_comes_back()
    {
        await using var model = new TestModel();
        model.Builder.AddResource(new Thing("thing"))
            .WithCommand("promote", "Promote", context => Task.FromResult(CommandResults.Success($"{context.ResourceName} promoted")), new CommandOptions { ConfirmationMessage = "Sure?" });

        var result = await model.Application.ResourceCommands.ExecuteCommandAsync("THING", "promote", cancellation);

        Assert.True(result.Success);
        Assert.Equal("thing promoted", result.Message);
    }

    [Fact]
    public async Task Unknown_command_fails_and_names_those_that_exist()
    {
        await using var model = new TestModel();
        var thing = Commanded(model, _ => ResourceCommandState.Enabled);

        var result = await model.Application.ResourceCommands.ExecuteCommandAsync(thing, "fly", cancellation);

        Assert.False(result.Success);
        Assert.Equal("Resource 'thing' has no command 'fly'. It has: go, promote.", result.Message);
    }

    [Fact]
    public async Task Unknown_resource_fails_and_names_those_that_exist()
    {
        await using var model = new TestModel();
        Commanded(model, _ => ResourceCommandState.Enabled);

        var result = await model.Application.ResourceCommands.ExecuteCommandAsync("nobody", "go", cancellation);

        Assert.Equal("There is no resource 'nobody'. There are: thing.", result.Message);
    }

    [Fact]
    public async Task State_of_a_command_follows_the_resource()
    {
        await using var model = new TestModel();
        var thing = Commanded(model, context => context.ResourceSnapshot.State?.Text == "Running" ? ResourceCommandState.Enabled : ResourceCommandState.Disabled);

        await model.SetAsync(thing, KnownResourceStates.Exited);
        Assert.Equal(ResourceCommandState.Disabled, model.Now(thing).Commands.Single(command => command.Name == "go").State);
        var refused = await model.Application.ResourceCommands.ExecuteCommandAsync(thing, "go", cancellation);
        await model.SetAsync(thing, KnownResourceStates.Running);

        Assert.Equal("Resource 'thing' cannot do 'go' while it is Exited.", refused.Message);
        Assert.True((await model.Application.ResourceCommands.ExecuteCommandAsync(thing, "go", cancellation)).Success);
    }

    [Fact]
    public async Task State_that_cannot_be_decided_disables_the_command_and_harms_nothing_else()
    {
        await using var model = new TestModel();
        var thing = Commanded(model, _ => throw new InvalidOperationException());

        await model.SetAsync(thing, KnownResourceStates.Running);

        Assert.Equal(ResourceCommandState.Disabled, model.Now(thing).Commands.Single(command => command.Name == "go").State);
    }

    [Fact]
    public async Task Error_in_a_command_is_a_failure_with_its_message()
    {
        await using var model = new TestModel();
        var thing = Commanded(model, _ => ResourceCommandState.Enabled);

        var result = await model.Application.ResourceCommands.ExecuteCommandAsync(thing, "promote", cancellation);

        Assert.Equal("Command 'promote' of resource 'thing' failed: no standby", result.Message);
    }

    [Fact]
    public async Task Command_that_is_given_up_is_cancelled()
    {
        await using var model = new TestModel();
        var thing = model.Builder.AddResource(new Thing("thing")).WithCommand("wait", "Wait", async context =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return CommandResults.Success();
        }).Resource;
        using var given = new CancellationTokenSource();
        var execution = model.Application.ResourceCommands.ExecuteCommandAsync(thing, "wait", given.Token);
        await given.CancelAsync();

        Assert.True((await execution).Canceled);
    }

    [Fact]
    public async Task Command_of_the_same_name_takes_the_place_of_the_first()
    {
        await using var model = new TestModel();
        var thing = model.Builder.AddResource(new Thing("thing"))
            .WithCommand("go", "Go", _ => Task.FromResult(CommandResults.Success("old")))
            .WithCommand("go", "Go", _ => Task.FromResult(CommandResults.Success("new")))
            .Resource;

        Assert.Equal("new", (await model.Application.ResourceCommands.ExecuteCommandAsync(thing, "go", cancellation)).Message);
    }

    private static Thing Commanded(TestModel model, Func<UpdateCommandStateContext, ResourceCommandState> state) =>
        model.Builder.AddResource(new Thing("thing"))
            .WithCommand("promote", "Promote", _ => throw new InvalidOperationException("no standby"))
            .WithCommand("go", "Go", _ => Task.FromResult(CommandResults.Success()), new CommandOptions { UpdateState = state })
            .Resource;
}
