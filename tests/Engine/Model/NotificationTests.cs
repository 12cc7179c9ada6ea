using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Engine.Model;

namespace Distribution.Engine.Tests.Model;

public sealed class NotificationTests
{
    private static readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parallel_publishers_lose_no_change()
    {
        const int publishers = 4, each = 500;
        await using var model = new TestModel();
        var thing = model.Builder.AddResource(new Thing("thing")).Resource;

        await Task.WhenAll(Enumerable.Range(0, publishers).Select(_ => Task.Run(async () =>
        {
            for (var change = 0; change < each; change++)
            {
                await model.Notifications.PublishUpdateAsync(thing, last => last with { ExitCode = (last.ExitCode ?? 0) + 1 });
            }
        })));

        Assert.Equal(publishers * each, model.Now(thing).ExitCode);
        Assert.Equal(publishers * each, model.Now(thing).Version);
    }

    [Fact]
    public async Task Watcher_sees_the_last_state_then_every_change_once_and_in_order()
    {
        const int publishers = 3, each = 300;
        await using var model = new TestModel();
        var things = Enumerable.Range(0, 4).Select(number => model.Builder.AddResource(new Thing($"thing{number}")).Resource).ToArray();
        var publishing = Task.WhenAll(Enumerable.Range(0, publishers).Select(_ => Task.Run(async () =>
        {
            for (var change = 0; change < each; change++)
            {
                await model.Notifications.PublishUpdateAsync(things[change % things.Length], last => last with { ExitCode = change });
            }
        })));

        var versions = things.ToDictionary(thing => thing.Name, _ => new List<long>(), StringComparer.Ordinal);
        await foreach (var happened in model.Notifications.WatchAsync(cancellation))
        {
            versions[happened.ResourceId].Add(happened.Snapshot.Version);
            if (versions.Values.All(seen => seen.Count > 0 && seen[^1] == publishers * each / things.Length))
            {
                break;
            }
        }

        await publishing;
        Assert.All(versions.Values, seen => Assert.Equal(Enumerable.Range((int)seen[0], seen.Count).Select(version => (long)version), seen));
    }

    [Fact]
    public void Watcher_that_never_reads_keeps_the_last_state_of_each_resource_and_not_much_more()
    {
        using var watcher = new ResourceWatcher();
        var quiet = new ResourceEvent(new Thing("quiet"), "quiet", Snapshot(1));
        watcher.Tell(quiet);
        for (var version = 1; version <= 3 * ResourceWatcher.Patience; version++)
        {
            watcher.Tell(new ResourceEvent(new Thing("loud"), "loud", Snapshot(version)));
        }

        var seen = Drain(watcher);

        Assert.Equal(ResourceWatcher.Patience, seen.Count);
        Assert.Same(quiet, seen[0]);
        Assert.Equal(3 * ResourceWatcher.Patience, seen[^1].Snapshot.Version);
    }

    [Fact]
    public async Task Wait_sees_a_state_that_was_there_before_it()
    {
        await using var model = new TestModel();
        var thing = model.Builder.AddResource(new Thing("thing")).Resource;
        await model.SetAsync(thing, KnownResourceStates.Finished);

        Assert.Equal("Finished", await model.Notifications.WaitForResourceAsync("Thing", KnownResourceStates.TerminalStates, cancellation));
    }

    [Fact]
    public async Task Wait_that_is_ended_says_what_was_the_matter()
    {
        await using var model = new TestModel();
        var thing = model.Builder.AddResource(new Thing("thing")).Resource;
        await model.SetAsync(thing, "Dreaming");
        using var patience = new CancellationTokenSource();
        var wait = model.Notifications.WaitForResourceAsync("thing", cancellationToken: patience.Token);
        await patience.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);

        Assert.Contains("'thing' to be Running was ended; it is Dreaming", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Snapshot_carries_what_the_model_knows()
    {
        await using var model = new TestModel();
        var parent = model.Builder.AddResource(new Thing("parent"));
        var thing = model.Builder.AddResource(new Thing("thing"))
            .WithParentRelationship(parent)
            .WithReferenceRelationship(parent)
            .WithIconName("Database", IconVariant.Regular)
            .WithInitialState(new CustomResourceSnapshot { ResourceType = "Mine", Properties = [new("node.role", "primary")] })
            .Resource;

        await model.SetAsync(thing, KnownResourceStates.Starting);
        await model.SetAsync(thing, KnownResourceStates.Running);

        var snapshot = model.Now(thing);
        Assert.Equal("Mine", snapshot.ResourceType);
        Assert.Equal([new("parent", "Parent"), new("parent", "Reference")], snapshot.Relationships);
        Assert.Equal(("Database", IconVariant.Regular), (snapshot.IconName, snapshot.IconVariant));
        Assert.Equal("primary", snapshot.Properties.Single(property => property.Name == "node.role").Value);
        Assert.Equal("parent", snapshot.Properties.Single(property => property.Name == "resource.parentName").Value);
        Assert.NotNull(snapshot.CreationTimeStamp);
    }

    [Fact]
    public async Task Resource_is_hidden_once_it_has_ended_well()
    {
        await using var model = new TestModel();
        var thing = model.Builder.AddResource(new Thing("thing")).WithAnnotation(new HiddenAnnotation(HiddenBehavior.OnCompletion)).Resource;

        await model.SetAsync(thing, KnownResourceStates.Exited, exitCode: 1);
        Assert.False(model.Now(thing).IsHidden);
        await model.SetAsync(thing, KnownResourceStates.Finished, exitCode: 0);
        Assert.True(model.Now(thing).IsHidden);
    }

    private static CustomResourceSnapshot Snapshot(long version) => new() { ResourceType = "Thing", Properties = [], Version = version };

    private static List<ResourceEvent> Drain(ResourceWatcher watcher)
    {
        var seen = new List<ResourceEvent>();
        while (watcher.NextAsync(cancellation) is { IsCompletedSuccessfully: true } next)
        {
            seen.Add(next.Result);
        }

        return seen;
    }
}
