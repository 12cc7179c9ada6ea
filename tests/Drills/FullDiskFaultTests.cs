using Distribution.Drills.Faults;

namespace Distribution.Drills.Tests;

public sealed class FullDiskFaultTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    private readonly ToyTarget _target = new();

    [Fact]
    public async Task Standby_gets_the_small_disk_and_is_the_one_that_fills_it() =>
        Assert.Equal(["OwnDisk toy-2", "FillDisk toy-2", "MakeRoom toy-2", "SharedDisk toy-1", "SharedDisk toy-2"], await DrilledAsync(new("toy", "standby", Moment)));

    [Fact]
    public async Task Primary_that_is_meant_is_made_out_of_the_standby_that_got_the_small_disk() =>
        Assert.Equal(
            ["OwnDisk toy-2", "Stop toy-1", "Start toy-1", "FillDisk toy-2", "MakeRoom toy-2", "SharedDisk toy-1", "SharedDisk toy-2"], await DrilledAsync(new("toy", "primary", Moment)));

    [Fact]
    public async Task Primary_that_came_back_as_what_it_was_is_restarted_once_more()
    {
        _target.KeepsItsRole = 1;

        Assert.Equal(
            ["OwnDisk toy-2", "Stop toy-1", "Start toy-1", "Stop toy-1", "Start toy-1", "FillDisk toy-2", "MakeRoom toy-2", "SharedDisk toy-1", "SharedDisk toy-2"],
            await DrilledAsync(new("toy", "primary", Moment)));
    }

    private async Task<List<string>> DrilledAsync(FullDiskFault fault)
    {
        await fault.PrepareAsync(_target, CancellationToken.None);
        var injected = await fault.InjectAsync(_target, CancellationToken.None);
        await injected.UndoAsync(CancellationToken.None);
        await fault.TakeBackAsync(_target, CancellationToken.None);
        Assert.True((await _target.LookAsync(CancellationToken.None)).IsWhole);
        return _target.Done;
    }
}
