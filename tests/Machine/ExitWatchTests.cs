using System.Diagnostics;
using Distribution.Machine.Processes;

namespace Distribution.Machine.Tests;

public sealed class ExitWatchTests
{
    [Fact]
    public async Task Ends_are_told_one_by_one()
    {
        using var watch = new ExitWatch();
        using var first = Process.Start("sleep", "1000");
        using var second = Process.Start("sleep", "1000");
        var firstEnd = watch.EndOf(first.Id);
        var secondEnd = watch.EndOf(second.Id);

        Signal.Send(second.Id, SignalKind.Kill);
        await secondEnd.WaitAsync(TimeSpan.FromSeconds(30));
        var firstEnded = firstEnd.IsCompleted;
        Signal.Send(first.Id, SignalKind.Kill);
        await firstEnd.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.False(firstEnded);
    }

    [Fact]
    public async Task End_of_a_process_that_is_gone_is_told_at_once()
    {
        using var watch = new ExitWatch();
        using var process = Process.Start("true");
        await process.WaitForExitAsync(CancellationToken.None);

        Assert.True(watch.EndOf(process.Id).IsCompleted);
    }
}
