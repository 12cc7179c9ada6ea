using Distribution.Machine.Processes;
using Distribution.Servers;

namespace Distribution.Topology.Tests;

public sealed class LifecycleTests
{
    [Fact]
    public async Task Killed_AppHost_leaves_no_process_behind()
    {
        await using var topology = await LocalTopology.StartAsync();
        var frozen = (await topology.StatusAsync())["api-1"].Pid!.Value;
        Signal.Send(frozen, SignalKind.Stop);

        Signal.Send(topology.AppHostPid, SignalKind.Kill);

        await Eventually.True(() => topology.Processes().Count == 0, TimeSpan.FromSeconds(10), "every process is gone 10 s after the AppHost was killed");
    }

    [Fact]
    public async Task Interrupted_up_stops_cleanly_and_a_later_one_finds_its_data()
    {
        await using var topology = LocalTopology.Create();
        string id;
        using (var up = CommandLineRun.Start(topology.Arguments("up", "--ports", "random")))
        {
            var output = up.StandardOutput.ReadToEndAsync();
            var error = up.StandardError.ReadToEndAsync();
            await Eventually.True(async () => up.HasExited ? throw new InvalidOperationException(await output + await error) : (await topology.StatusAsync()).Healthy, TimeSpan.FromSeconds(90));
            using var client = await AccessClient.ConnectAsync(topology);
            id = await client.AskAsync("kept over a restart");

            Signal.Send(up.Id, SignalKind.Interrupt);
            await Eventually.True(() => up.HasExited, TimeSpan.FromSeconds(20), "up ended after Ctrl-C");

            Assert.Equal(130, up.ExitCode);
            Assert.Contains("Stopped; the data is kept.", await output);
        }

        Assert.Empty(topology.Processes());
        await topology.UpAsync();
        using var again = await AccessClient.ConnectAsync(topology);
        Assert.Equal("kept over a restart", await again.ReasonAsync(id));
    }

    [Fact]
    public async Task Killed_command_line_takes_its_topology_with_it()
    {
        await using var topology = LocalTopology.Create();
        using var up = CommandLineRun.Start(topology.Arguments("up", "--ports", "random"));
        await Eventually.True(async () => (await topology.StatusAsync()).Resources.Any(resource => resource.Pid is not null), TimeSpan.FromSeconds(60));

        up.Kill();

        await Eventually.True(() => topology.Processes().Count == 0, TimeSpan.FromSeconds(20), "the AppHost stopped when its command line was gone");
    }

    [Fact]
    public async Task Two_topologies_run_side_by_side()
    {
        await using var one = await LocalTopology.StartAsync("one");
        await using var two = await LocalTopology.StartAsync("two");
        using var clientOfOne = await AccessClient.ConnectAsync(one);
        using var clientOfTwo = await AccessClient.ConnectAsync(two);

        var id = await clientOfOne.AskAsync("only in one");

        Assert.Equal("only in one", await clientOfOne.ReasonAsync(id));
        Assert.Null(await clientOfTwo.ReasonAsync(id));
    }

    [Fact]
    public async Task Database_that_is_down_is_refused_within_its_budget_and_recovers_without_restart()
    {
        await using var topology = await LocalTopology.StartAsync();
        using var client = await AccessClient.ConnectAsync(topology);
        var pids = (await topology.StatusAsync()).Resources.Where(resource => resource.Name.StartsWith("api-", StringComparison.Ordinal)).ToDictionary(resource => resource.Name, resource => resource.Pid);
        foreach (var member in new[] { "postgres-2", "postgres-1" })
        {
            var stop = await topology.RunAsync("stop", member);
            Assert.True(stop.ExitCode == 0, stop.ToString());
        }

        using var refusal = await client.PostAsync("no database");
        Assert.Equal(503, (int)refusal.StatusCode);
        Assert.NotNull(refusal.Headers.RetryAfter);
        Assert.Equal("application/problem+json", refusal.Content.Headers.ContentType?.MediaType);

        foreach (var member in new[] { "postgres-1", "postgres-2" })
        {
            Assert.Equal(0, (await topology.RunAsync("start", member)).ExitCode);
        }

        var healthy = await topology.HealthyAsync();
        Assert.NotEmpty(await client.AskAsync("the database is back"));
        Assert.All(pids, pid => Assert.Equal(pid.Value, healthy[pid.Key].Pid));
    }
}
