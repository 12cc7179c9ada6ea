using Aspire.Hosting;
using Distribution.Hosting.Tests.Control;
using Distribution.Hosting.Topology;
using Distribution.Machine.Ports;
using Distribution.Machine.State;
using Distribution.Servers;

namespace Distribution.Hosting.Tests.Topology;

public sealed class TopologyContextTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Settings_are_read_once_for_all_parts()
    {
        var builder = Builder("--name", "one", "--ports", "random");

        using var topology = builder.Topology();

        Assert.Same(topology, builder.AddTopology().Topology());
        Assert.Equal("one", topology.Name);
        Assert.Equal(Path.Combine(_root.Path, "one"), topology.StateFolder.Path);
        Assert.Equal(PortMode.Random, topology.Ports);
    }

    [Fact]
    public void Describing_makes_nothing()
    {
        using var topology = Builder("--name", "one").AddTopology().Topology();

        Assert.Empty(Directory.EnumerateFileSystemEntries(_root.Path));
    }

    [Theory]
    [InlineData("--name", "No Name")]
    [InlineData("--name", "../up")]
    [InlineData("--ports", "some")]
    [InlineData("--network", "torn")]
    public void Setting_that_cannot_be_used_is_named_with_its_value(string setting, string value)
    {
        var refusal = Assert.Throws<TopologyConfigurationException>(() => Builder(setting, value).AddTopology());

        Assert.Contains(setting, refusal.Message);
        Assert.Contains(value, refusal.Message);
        Assert.Equal(ExpectedFailures.Usage, ExpectedFailures.ExitCodeOf(refusal));
    }

    [Fact]
    public void Usual_port_is_taken_in_fixed_mode_and_not_in_random()
    {
        using var probe = PortLease.Acquire();
        var free = probe.Port;
        probe.Dispose();
        using var asFixed = Builder().Topology();
        using var asRandom = Builder("--ports", "random").Topology();

        Assert.Equal(free, asFixed.LeasePort(free));
        Assert.NotEqual(free, asRandom.LeasePort(free));
    }

    [Fact]
    public void Usual_port_in_use_names_its_holder()
    {
        using var holder = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        holder.Start();
        var port = ((System.Net.IPEndPoint)holder.LocalEndpoint).Port;
        using var topology = Builder().Topology();

        var refusal = Assert.Throws<PortInUseException>(() => topology.LeasePort(port));

        Assert.Contains(port.ToString(), refusal.Message);
        Assert.Equal(ExpectedFailures.Failed, ExpectedFailures.ExitCodeOf(refusal));
    }

    [Fact]
    public void Member_has_one_port_in_a_direct_network_and_two_in_a_relayed_one()
    {
        using var direct = Builder().Topology();
        using var relayed = Builder("--network", "relayed").Topology();

        var one = direct.LeasePorts("api-1")!;
        var two = relayed.LeasePorts("api-1")!;

        Assert.Equal(one.Port, one.TargetPort);
        Assert.Empty(direct.Routes);
        Assert.NotEqual(two.Port, two.TargetPort);
        Assert.Equal(two, relayed.Routes["api-1"]);
    }

    [Fact]
    public void Publishing_leases_nothing()
    {
        using var topology = Builder("--publisher", "manifest", "--output-path", _root["manifest.json"]).Topology();

        Assert.False(topology.IsRunMode);
        Assert.Null(topology.LeasePort());
        Assert.Null(topology.LeasePorts("api-1"));
        Assert.Equal(8080, topology.LeasePort(8080));
    }

    [Fact]
    public async Task Start_takes_the_folder_and_leaves_the_pid_until_the_end()
    {
        StateFolder folder;
        await using (var topology = await DescribedTopology.StartAsync(_ => { }))
        {
            folder = topology.Folder;
            Assert.True(folder.IsHeldHere);
            Assert.Throws<StateException>(() => folder.Open());
            Assert.Equal(Environment.ProcessId.ToString(), await File.ReadAllTextAsync(Path.Combine(folder.Run, "apphost.pid")));
        }

        Assert.False(folder.IsHeldHere);
        Assert.False(File.Exists(Path.Combine(folder.Run, "apphost.pid")));
    }

    [Fact]
    public async Task Start_in_a_folder_that_the_engine_holds_does_not_take_it_twice()
    {
        IDisposable? engine = null;
        await using (var topology = await DescribedTopology.StartAsync(builder => engine = builder.Topology().StateFolder.Open()))
        {
            Assert.True(topology.Folder.IsHeldHere);
        }

        engine!.Dispose();
    }

    [Fact]
    public void Defect_is_not_an_expected_failure() => Assert.Null(ExpectedFailures.ExitCodeOf(new InvalidOperationException("a defect")));

    private IDistributedApplicationBuilder Builder(params string[] args) => DistributedApplication.CreateBuilder(["--state", _root.Path, .. args]);
}
