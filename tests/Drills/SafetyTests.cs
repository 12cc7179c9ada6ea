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
