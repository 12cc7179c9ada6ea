using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Distribution.Machine.Tools;
using Distribution.Servers;
using Distribution.Valkey;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.Hosting.Tests.Valkey;

public sealed class ValkeyModelTests(ITestOutputHelper output) : IAsyncLifetime
{
    private RunningTopology _topology = null!; // stays so when the test is skipped

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Tool.TryFind("dcp") is not null, "Aspire's orchestrator is not installed: ./distribution doctor tells how.");
        var begun = Stopwatch.StartNew();
        _topology = await RunningTopology.StartAsync();
        output.WriteLine($"healthy after {begun.Elapsed.TotalSeconds:0.0} s");
    }

    public ValueTask DisposeAsync() => _topology?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Cluster_in_the_model_shows_roles_and_its_connection_string_works()
    {
        await AllHealthy();
        Assert.Equal("primary", _topology.Property("valkey-1", "node.role"));
        Assert.Equal("replica", _topology.Property("valkey-2", "node.role"));
        Assert.Equal("sentinel", _topology.Property("valkey-sentinel-1", "node.role"));

        await using var client = await ClientAsync();

        Assert.True(await client.SetAsync("key", "value"));
        await Eventually.True(() => IsWithBothAsync(client), because: "both replicas confirm a write: one of them may still be taking its first copy in");
        await Assert.ThrowsAsync<ValkeyServerException>(() => client.ExecuteAsync(ValkeyCommand.Of("FLUSHALL")));
        await Assert.ThrowsAsync<ValkeyServerException>(() => client.ExecuteAsync(ValkeyCommand.Of("CONFIG", "GET", "*")));
    }

    private static async Task<bool> IsWithBothAsync(ValkeyClient client)
    {
        try
        {
            await client.ExecuteDurablyAsync(ValkeyCommand.Of("SET", "critical", "value"), replicas: 2);
            return true;
        }
        catch (ValkeyUnavailableException)
        {
            return false;
        }
    }

    [Fact]
    public async Task Primary_killed_through_the_model_is_replaced_and_returns_as_a_replica()
    {
        await using var client = await ClientAsync();
        await using var load = new WriteLoad(client, durable: false);
        await Eventually.True(() => load.Acknowledged > 20);

        Assert.True((await _topology.CommandAsync("valkey-1", "kill")).Success);

        await Eventually.True(() => !Equals(_topology.Property("valkey", "cluster.primary"), "valkey-1"), because: "another primary");
        await AllHealthy();
        Assert.Equal("replica", _topology.Property("valkey-1", "node.role"));
        Assert.Equal(0, await load.LostAsync());
        output.WriteLine($"longest gap {load.LongestGap.TotalSeconds:0.00} s");
    }

    [Fact]
    public async Task Primary_paused_through_the_model_is_fenced_and_returns_as_a_replica()
    {
        Assert.True((await _topology.CommandAsync("valkey-1", "pause")).Success);

        await Eventually.True(() => !Equals(_topology.Property("valkey", "cluster.primary"), "valkey-1"), because: "another primary");
        await AllHealthy();
    }

    [Fact]
    public async Task Stopped_by_a_person_stays_stopped_until_he_starts_it()
    {
        Assert.True((await _topology.CommandAsync("valkey-1", KnownResourceCommands.StopCommand)).Success);
        await Eventually.True(() => !Equals(_topology.Property("valkey", "cluster.primary"), "valkey-1"), because: "another primary");
        await Eventually.True(() => _topology.Now("valkey").HealthStatus is HealthStatus.Degraded, because: "redundancy is reduced");
        Assert.Contains(_topology.Now("valkey-1").State!.Text, KnownResourceStates.TerminalStates);

        Assert.True((await _topology.CommandAsync("valkey-1", KnownResourceCommands.StartCommand)).Success);

        await AllHealthy();
        Assert.Equal("replica", _topology.Property("valkey-1", "node.role"));
    }

    [Theory]
    [InlineData("switchover")]
    [InlineData("promote")]
    public async Task Command_moves_the_primary_and_says_where_to(string command)
    {
        var result = await _topology.CommandAsync("valkey", command);

        Assert.True(result.Success, result.Message);
        await Eventually.True(() => _topology.Property("valkey", "cluster.primary") is string primary && primary != "valkey-1", because: "another primary is shown");
        Assert.Contains((string)_topology.Property("valkey", "cluster.primary")!, result.Message);
        await AllHealthy();
    }

    [Fact]
    public void Secrets_are_in_files_of_the_owner_only_and_in_no_command_line()
    {
        var password = File.ReadAllText(_topology["secrets", "valkey-app"]).Trim();
        foreach (var file in Directory.EnumerateFiles(_topology["data"], "*", SearchOption.AllDirectories).Append(_topology["secrets", "valkey-app"]))
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }

        foreach (var member in _topology.Cluster.Servers)
        {
            var pid = Convert.ToInt32(_topology.Property(member.Name, "executable.pid"));
            Assert.DoesNotContain(password, Machine.Processes.ProcessTable.CommandLine(pid));
            Assert.DoesNotContain(password, File.ReadAllText($"/proc/{pid}/environ"));
        }
    }

    private async Task AllHealthy()
    {
        string[] names = ["valkey", .. TestCluster.Servers, .. TestCluster.SentinelNames];
        await Eventually.True(() => Array.TrueForAll(names, n => _topology.Now(n).HealthStatus is HealthStatus.Healthy), TimeSpan.FromSeconds(30), "all is healthy");
    }

    private async Task<ValkeyClient> ClientAsync() =>
        new(ValkeyOptions.Parse((await _topology.Cluster.ConnectionStringExpression.GetValueAsync(TestContext.Current.CancellationToken))!));
}
