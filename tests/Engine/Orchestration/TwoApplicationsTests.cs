using Distribution.Machine.Processes;

namespace Distribution.Engine.Tests.Orchestration;

public sealed class TwoApplicationsTests
{
    [Fact]
    public async Task Two_applications_run_side_by_side_and_end_only_their_own()
    {
        await using var first = new RunningApplication();
        await using var second = new RunningApplication();
        first.AddShell("service", "exec sleep 1000");
        second.AddShell("service", "exec sleep 1000");

        await Task.WhenAll(first.StartAsync(), second.StartAsync());
        var ended = await first.RunningAsync("service");
        var left = await second.RunningAsync("service");
        await first.Application.StopAsync();

        Assert.False(ProcessTable.IsAlive(ended));
        Assert.True(ProcessTable.IsAlive(left));
    }
}
