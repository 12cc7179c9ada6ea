using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting;
using Distribution.Hosting.Tests.Control;
using Distribution.Machine.Processes;
using Distribution.Servers;

namespace Distribution.Hosting.Tests.Topology;

/// <summary>The whole chain on the real engine: replicas behind the real gateway, looked at and broken over the control channel.</summary>
public sealed class RunningTopologyTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _root = new();
    private readonly HttpClient _control;
    private readonly HttpClient _gateway = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly DistributedApplication _application;

    public RunningTopologyTests()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = ["--name", "one", "--state", _root.Path, "--ports", "random"],
            DisableDashboard = true,
        });
        builder.AddTopology();
        var api = builder.AddReplicas<BuiltProject.Backend>("api", 2).WithEnvironment("folder", _root["effects"]);
        var gateway = builder.AddGateway<BuiltProject.Gateway>("gateway", 8080).WithDestinations(api).WaitFor(api);
        _control = ControlClient.To(builder.Topology().StateFolder);
        _gateway.BaseAddress = new($"http://127.0.0.1:{gateway.GetEndpoint("http").EndpointAnnotation.Port}");
        _application = builder.Build();
    }

    public async ValueTask InitializeAsync()
    {
        await _application.StartAsync();
        await Eventually.True(async () => (await StatusAsync()).GetProperty("healthy").GetBoolean(), Patience, "the topology is healthy");
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        _control.Dispose();
        _gateway.Dispose();
        _root.Dispose();
    }

    [Fact]
    public async Task Replicas_serve_behind_the_gateway_and_come_back_when_killed_paused_and_stopped()
    {
        var status = await StatusAsync();
        Assert.Equal(["api", "api-1", "api-2", "gateway"], status.GetProperty("resources").EnumerateArray().Select(resource => resource.GetProperty("name").GetString()));
        Assert.Equal(_gateway.BaseAddress!.Port, new Uri(status.GetProperty("gateway").GetString()!).Port);

        var killed = await PidAsync("api-1");
        await CommandAsync("api-1", "kill");
        Assert.Equal(HttpStatusCode.OK, (await _gateway.GetAsync("/requests")).StatusCode);
        await Eventually.True(async () => await PidAsync("api-1") is { } pid && pid != killed && await IsHealthyAsync("api-1"), Patience, "the killed replica is back");

        var paused = (await PidAsync("api-2"))!.Value;
        await CommandAsync("api-2", "pause");
        await Eventually.True(() => ProcessTable.State(paused) == 'T');
        Assert.Equal(HttpStatusCode.OK, (await _gateway.GetAsync("/requests")).StatusCode);
        await CommandAsync("api-2", "resume");
        await Eventually.True(async () => await IsHealthyAsync("api-2"), Patience, "the paused replica is back");
        Assert.Equal(paused, await PidAsync("api-2"));

        await CommandAsync("api-2", "resource-stop");
        await Eventually.True(async () => await PidAsync("api-2") is null, Patience, "the replica stopped");
        await CommandAsync("api-1", "kill");
        await Eventually.True(async () => await IsHealthyAsync("api-1"), Patience, "the other one came back");
        Assert.Null(await PidAsync("api-2"));

        await CommandAsync("api-2", "resource-start");
        await Eventually.True(async () => (await StatusAsync()).GetProperty("healthy").GetBoolean(), Patience, "all is healthy again");
    }

    private async Task CommandAsync(string resource, string command)
    {
        using var answer = await _control.PostAsync($"/resources/{resource}/commands/{command}", null);
        var outcome = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(outcome.GetProperty("success").GetBoolean(), outcome.ToString());
    }

    private Task<JsonElement> StatusAsync() => _control.GetFromJsonAsync<JsonElement>("/status");

    private async Task<JsonElement> ResourceAsync(string name) =>
        (await StatusAsync()).GetProperty("resources").EnumerateArray().Single(resource => resource.GetProperty("name").GetString() == name);

    private async Task<int?> PidAsync(string name) =>
        (await ResourceAsync(name)).GetProperty("pid") is { ValueKind: JsonValueKind.Number } pid ? pid.GetInt32() : null;

    private async Task<bool> IsHealthyAsync(string name) => (await ResourceAsync(name)).GetProperty("healthy").GetBoolean();
}
