using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distribution.Hosting.Tests.Control;

public sealed class ControlChannelTests
{
    [Fact]
    public async Task Socket_is_for_its_owner_alone_and_gone_afterwards()
    {
        string socket;
        await using (var topology = await StartAsync())
        {
            socket = topology.Folder.ControlSocket;
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(socket));
        }

        Assert.False(File.Exists(socket));
    }

    [Fact]
    public async Task Socket_left_by_a_killed_apphost_is_replaced()
    {
        await using var topology = await DescribedTopology.StartAsync(builder =>
        {
            var folder = builder.Topology().StateFolder;
            folder.Open().Dispose();
            File.WriteAllText(folder.ControlSocket, "");
        });

        Assert.Equal(HttpStatusCode.OK, (await topology.Client.GetAsync("/status")).StatusCode);
    }

    [Fact]
    public async Task Status_tells_each_resource_in_order()
    {
        await using var topology = await StartAsync();
        var started = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        await topology.PublishAsync("database", last => last with
        {
            State = KnownResourceStates.Running,
            StartTimeStamp = started,
            Urls = [new("tcp", "tcp://127.0.0.1:5432", IsInternal: false)],
            Properties = [new("executable.pid", 4711), new("node.role", "primary"), new("node.lag", 12L), new("cluster.term", 3)],
        });
        await topology.PublishAsync("service", last => last with { State = KnownResourceStates.Waiting });

        var status = await StatusAsync(topology, status => Resource(status, "service").GetProperty("state").GetString() == "Waiting" && Resource(status, "database").GetProperty("healthy").GetBoolean());

        Assert.Equal("one", status.GetProperty("name").GetString());
        Assert.False(status.GetProperty("healthy").GetBoolean());
        Assert.Equal(JsonValueKind.Null, status.GetProperty("dashboard").ValueKind);
        Assert.Equal(["migrations", "database", "service"], status.GetProperty("resources").EnumerateArray().Select(resource => resource.GetProperty("name").GetString()));
        var database = Resource(status, "database");
        Assert.Equal("Executable", database.GetProperty("kind").GetString());
        Assert.Equal("primary", database.GetProperty("role").GetString());
        Assert.Equal(4711, database.GetProperty("pid").GetInt32());
        Assert.Equal(12, database.GetProperty("lag").GetInt64());
        Assert.Equal(3, database.GetProperty("term").GetInt64());
        Assert.Equal(["tcp://127.0.0.1:5432"], database.GetProperty("endpoints").EnumerateArray().Select(url => url.GetString()));
        Assert.Equal(started, database.GetProperty("startedAt").GetDateTime());
        Assert.True(database.GetProperty("healthyAfterMs").GetDouble() > 0);
        var service = Resource(status, "service");
        Assert.Equal(["migrations"], service.GetProperty("waitingFor").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(JsonValueKind.Null, service.GetProperty("pid").ValueKind);
    }

    [Fact]
    public async Task Direct_network_says_how_to_have_one_that_can_be_broken()
    {
        await using var topology = await StartAsync();

        var answer = await (await topology.Client.PutAsync("/network/drill", JsonContent.Create(Array.Empty<object>()))).Content.ReadFromJsonAsync<JsonElement>();

        Assert.False(answer.GetProperty("success").GetBoolean());
        Assert.Contains("--network relayed", answer.GetProperty("message").GetString());
        Assert.Equal("direct", (await StatusAsync(topology, _ => true)).GetProperty("network").GetString());
    }

    [Fact]
    public async Task Topology_is_healthy_once_all_serve_and_what_should_end_has_ended()
    {
        await using var topology = await StartAsync();
        await topology.PublishAsync("migrations", last => last with { State = KnownResourceStates.Finished, ExitCode = 0 });
        await topology.PublishAsync("database", last => last with { State = KnownResourceStates.Running });
        await topology.PublishAsync("service", last => last with { State = KnownResourceStates.Running });

        await StatusAsync(topology, status => status.GetProperty("healthy").GetBoolean());

        await topology.PublishAsync("service", last => last with { State = KnownResourceStates.Finished, ExitCode = 0 });
        await StatusAsync(topology, status => !status.GetProperty("healthy").GetBoolean());
    }

    [Fact]
    public async Task Command_is_executed_and_its_message_returned()
    {
        await using var topology = await StartAsync();

        using var done = await topology.Client.PostAsync("/resources/service/commands/greet", null);
        using var failed = await topology.Client.PostAsync("/resources/service/commands/kill", null);
        using var unknown = await topology.Client.PostAsync("/resources/service/commands/nothing", null);
        using var nowhere = await topology.Client.PostAsync("/resources/nobody/commands/greet", null);

        Assert.Equal((HttpStatusCode.OK, true, "hello from service"), await OutcomeAsync(done));
        Assert.Equal((HttpStatusCode.OK, false), await FailureAsync(failed));
        Assert.Equal((HttpStatusCode.OK, false), await FailureAsync(unknown));
        Assert.Equal((HttpStatusCode.NotFound, false), await FailureAsync(nowhere));
    }

    [Fact]
    public async Task Logs_are_printed_and_followed()
    {
        await using var topology = await StartAsync();
        var log = topology.Services.GetRequiredService<ResourceLoggerService>().GetLogger(topology.Resource("service"));
        log.LogInformation("first");

        Assert.Contains("first", await topology.Client.GetStringAsync("/logs/service"));
        Assert.Equal(HttpStatusCode.NotFound, (await topology.Client.GetAsync("/logs/nobody")).StatusCode);

        using var followed = new StreamReader(await topology.Client.GetStreamAsync("/logs/service?follow=true"));
        Assert.Contains("first", await followed.ReadLineAsync());
        log.LogInformation("second");
        Assert.Contains("second", await followed.ReadLineAsync());
    }

    [Fact]
    public async Task Followed_log_does_not_hold_the_stop()
    {
        var topology = await StartAsync();
        topology.Services.GetRequiredService<ResourceLoggerService>().GetLogger(topology.Resource("service")).LogInformation("first");
        using var followed = new StreamReader(await topology.Client.GetStreamAsync("/logs/service?follow=true"));
        await followed.ReadLineAsync();

        await topology.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Shutdown_stops_the_apphost()
    {
        await using var topology = await StartAsync();

        using var answer = await topology.Client.PostAsync("/shutdown", null);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.True(topology.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
    }

    private static Task<DescribedTopology> StartAsync() => DescribedTopology.StartAsync(builder =>
    {
        var migrations = builder.AddExecutable("migrations", "/bin/true", "/");
        builder.AddExecutable("database", "/bin/true", "/");
        builder.AddExecutable("service", "/bin/true", "/")
            .WaitForCompletion(migrations)
            .WithCommand("greet", "Greet", context => Task.FromResult(CommandResults.Success($"hello from {context.ResourceName}")));
        builder.AddParameter("secret", "value", secret: true);
    });

    private static async Task<JsonElement> StatusAsync(DescribedTopology topology, Func<JsonElement, bool> expected)
    {
        JsonElement status = default;
        await Eventually.True(async () => expected(status = await topology.Client.GetFromJsonAsync<JsonElement>("/status")));
        return status;
    }

    private static JsonElement Resource(JsonElement status, string name) =>
        status.GetProperty("resources").EnumerateArray().Single(resource => resource.GetProperty("name").GetString() == name);

    private static async Task<(HttpStatusCode Status, bool Success, string? Message)> OutcomeAsync(HttpResponseMessage answer)
    {
        var outcome = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (answer.StatusCode, outcome.GetProperty("success").GetBoolean(), outcome.GetProperty("message").GetString());
    }

    private static async Task<(HttpStatusCode Status, bool Success)> FailureAsync(HttpResponseMessage answer)
    {
        var (status, success, message) = await OutcomeAsync(answer);
        Assert.NotEmpty(message!);
        return (status, success);
    }
}
