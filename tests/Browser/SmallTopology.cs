using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Machine.State;
using Distribution.Servers;

namespace Distribution.Browser.Tests;

/// <summary>Two processes that only wait, below a cluster that can be promoted, run by the engine in this process.</summary>
internal sealed class SmallTopology : ITopologyUnderTest
{
    private const string Name = "small";

    private readonly TemporaryFolder _state = new();
    private readonly TaskCompletionSource _promoted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DistributedApplication _application;

    private SmallTopology()
    {
        var builder = DistributedApplication.CreateBuilder(["--name", Name, "--state", _state.Path, "--ports", "random"]);
        var cluster = builder.AddResource(new Cluster("cluster"))
            .WithInitialState(new() { ResourceType = "Cluster", State = KnownResourceStates.Running, Properties = [new("node.role", "primary"), new("cluster.term", 1)] })
            .WithCommand("promote", "Promote", _ => Promote(), new() { ConfirmationMessage = "Make the standby the primary?", IsHighlighted = true, IconName = "ArrowCircleUp" });
        for (var member = 1; member <= 2; member++)
        {
            builder.AddExecutable($"cluster-{member}", "/bin/sh", "/", "-c", $"echo member {member} is ready; echo a warning >&2; exec sleep 1000").WithParentRelationship(cluster.Resource);
        }

        _application = builder.Build();
    }

    public string LoginLink => File.ReadAllText(Path.Combine(StateFolder.At(Name, _state.Path).Run, "dashboard.url"));

    public IReadOnlyDictionary<string, string> States { get; } = new Dictionary<string, string> { ["cluster"] = "Running", ["cluster-1"] = "Running", ["cluster-2"] = "Running" };

    public (string Resource, string Text) Log => ("cluster-1", "member 1 is ready");

    public string Promotable => "cluster";

    public static async Task<SmallTopology> StartAsync()
    {
        var topology = new SmallTopology();
        await topology._application.StartAsync();
        return topology;
    }

    public Task PromotedAsync() => _promoted.Task.WaitAsync(Eventually.Patience);

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        _state.Dispose();
    }

    private Task<ExecuteCommandResult> Promote()
    {
        _promoted.TrySetResult();
        return Task.FromResult(CommandResults.Success("cluster-2 is the primary, term 2"));
    }

    private sealed class Cluster(string name) : Resource(name);
}
