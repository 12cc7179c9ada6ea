using Distribution.Engine.Dashboard.Protocol;
using Distribution.Engine.Dashboard.Service;

namespace Distribution.Engine.Tests.Dashboard;

public sealed class ResourceTableTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly ResourceTable _table = new();

    [Fact]
    public async Task Watch_gets_what_is_known_and_then_only_changes()
    {
        _table.Upsert(Resource("a", "Running"));

        using var watch = _table.Watch();
        _table.Upsert(Resource("b", "Starting"));

        Assert.Equal(["a"], watch.Initial.Resources.Select(r => r.Name));
        Assert.Equal(["b"], (await NextAsync(watch)).Value.Select(c => c.Upsert.Name));
    }

    [Fact]
    public async Task Watch_that_is_slow_gets_only_the_latest_of_each_in_one_message()
    {
        using var watch = _table.Watch();

        foreach (var state in new[] { "Starting", "Running", "Stopping" })
        {
            _table.Upsert(Resource("a", state));
            _table.Upsert(Resource("b", state));
        }

        var changes = await NextAsync(watch);
        Assert.Equal([("a", "Stopping"), ("b", "Stopping")], changes.Value.Select(c => (c.Upsert.Name, c.Upsert.State)));
    }

    [Fact]
    public async Task Resource_that_did_not_change_is_not_sent()
    {
        _table.Upsert(Resource("a", "Running"));
        using var watch = _table.Watch();

        _table.Upsert(Resource("a", "Running"));
        _table.Upsert(Resource("b", "Running"));

        Assert.Equal(["b"], (await NextAsync(watch)).Value.Select(c => c.Upsert.Name));
    }

    [Fact]
    public async Task Resource_removed_is_told_with_its_type()
    {
        _table.Upsert(Resource("a", "Running"));
        using var watch = _table.Watch();

        _table.Remove("a");
        _table.Remove("never there");

        var change = Assert.Single((await NextAsync(watch)).Value);
        Assert.Equal(new ResourceDeletion { ResourceName = "a", ResourceType = "Executable" }, change.Delete);
    }

    [Fact]
    public async Task Waiting_for_a_watch_ends_with_the_first_and_begins_again_after_the_last()
    {
        var before = _table.WaitUntilWatchedAsync(CancellationToken.None);
        Assert.False(before.IsCompleted);

        using (_table.Watch())
        {
            await before.WaitAsync(Patience);
        }

        Assert.False(_table.WaitUntilWatchedAsync(CancellationToken.None).IsCompleted);
    }

    private static Task<WatchResourcesChanges> NextAsync(ResourceWatch watch) => watch.NextAsync(CancellationToken.None).WaitAsync(Patience);

    private static Resource Resource(string name, string state) => new() { Name = name, ResourceType = "Executable", State = state };
}
