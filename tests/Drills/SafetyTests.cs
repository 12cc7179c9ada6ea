using System.Net;
using Distribution.Drills.Safety;
using Distribution.Drills.Targets;
using Distribution.Servers;

namespace Distribution.Drills.Tests;

public sealed class SafetyTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080", false, true)]
    [InlineData("http://localhost:8080", false, true)]
    [InlineData("http://[::1]:8080", false, true)]
    [InlineData("http://10.1.2.3", false, false)]
    [InlineData("http://10.1.2.3", true, true)]
    [InlineData("http://172.31.0.1", true, true)]
    [InlineData("http://172.32.0.1", true, false)]
    [InlineData("http://8.8.8.8", true, false)]
    [InlineData("http://[2001:db8::a00:1]:8080", true, false)]
    [InlineData("http://example.com", true, false)]
    public async Task Only_this_machine_and_known_private_addresses_are_drilled(string gateway, bool iKnow, bool drilled)
    {
        await using var target = new ToyTarget { Gateway = new Uri(gateway) };

        if (drilled)
        {
            LoopbackOnly.Check(target, iKnow);
        }
        else
        {
            Assert.Throws<TargetException>(() => LoopbackOnly.Check(target, iKnow));
        }
    }

    [Theory]
    [InlineData("10.213.17.11", true)]
    [InlineData("10.213.17.12", false)]
    public async Task Private_address_of_a_member_that_carries_the_marker_is_drilled_without_further_words(string gateway, bool drilled)
    {
        await using var target = new ToyTarget { Gateway = new Uri($"http://{gateway}:8080"), OwnAddresses = new HashSet<IPAddress> { IPAddress.Parse("10.213.17.11") } };

        Assert.Equal(drilled ? null : typeof(TargetException), Record.Exception(() => LoopbackOnly.Check(target, iKnow: false))?.GetType());
    }

    [Fact]
    public async Task Public_address_is_not_drilled_although_it_is_a_members()
    {
        await using var target = new ToyTarget { Gateway = new Uri("http://8.8.8.8:8080"), OwnAddresses = new HashSet<IPAddress> { IPAddress.Parse("8.8.8.8") } };

        Assert.Throws<TargetException>(() => LoopbackOnly.Check(target, iKnow: true));
    }

    [Theory]
    [InlineData("tcp://10.0.0.7:2375")]
    [InlineData("ssh://somebody@build")]
    [InlineData("unix:///nowhere/docker.sock")]
    public void Engine_that_may_be_another_machines_or_is_not_there_is_not_drilled(string dockerHost) =>
        Assert.Contains(dockerHost, Assert.Throws<TargetException>(() => DockerSocket.Find(dockerHost)).Message);

    [Fact]
    public void Address_on_no_bridge_of_this_machine_is_not_drilled() =>
        Assert.Contains("api-1", Assert.Throws<TargetException>(() => LocalBridges.Check("api-1", IPAddress.Parse("203.0.113.9"))).Message);

    [Theory]
    [InlineData("172.20.0.1", 16, "172.20.255.3", true)]
    [InlineData("172.20.0.1", 16, "172.21.0.3", false)]
    [InlineData("10.213.17.128", 25, "10.213.17.130", true)]
    [InlineData("10.213.17.128", 25, "10.213.17.11", false)]
    public void Network_of_a_bridge_is_that_of_its_prefix(string own, int prefix, string address, bool isIn) =>
        Assert.Equal(isIn, LocalBridges.Has(IPAddress.Parse(own), prefix, IPAddress.Parse(address)));

    [Fact]
    public void Second_drill_on_a_topology_is_refused_until_the_first_has_ended()
    {
        using var folder = new TemporaryFolder();
        using (DrillLock.Take(folder.Path))
        {
            Assert.Throws<TargetException>(() => DrillLock.Take(folder.Path));
        }

        DrillLock.Take(folder.Path).Dispose();
    }
}
