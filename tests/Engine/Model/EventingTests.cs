using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;

namespace Distribution.Engine.Tests.Model;

public sealed class EventingTests
{
    private static readonly CancellationToken cancellation = TestContext.Current.CancellationToken;
    private readonly DistributedApplicationEventing eventing = new();
    private readonly List<string> told = [];
    private readonly Thing thing = new("thing");
    private readonly Thing other = new("other");

    [Fact]
    public async Task Subscribers_of_one_resource_and_of_all_are_told_in_order()
    {
        Subscribe("all first", resource: null);
        Subscribe("this", thing);
        Subscribe("not this", other);
        Subscribe("all last", resource: null);

        await eventing.PublishAsync(Happened(thing), cancellation);

        Assert.Equal(["all first", "this", "all last"], told);
    }

    [Fact]
    public async Task Subscriber_that_has_gone_is_not_told()
    {
        var subscription = Subscribe("gone", thing);
        eventing.Unsubscribe(subscription);

        await eventing.PublishAsync(Happened(thing), cancellation);

        Assert.Empty(told);
    }

    [Fact]
    public async Task Error_of_a_subscriber_ends_the_telling_and_reaches_the_publisher()
    {
        eventing.Subscribe<BeforeResourceStartedEvent>(thing, (_, _) => throw new InvalidOperationException("no"));
        Subscribe("after", thing);

        await Assert.ThrowsAsync<InvalidOperationException>(() => eventing.PublishAsync(Happened(thing), cancellation));

        Assert.Empty(told);
    }

    [Fact]
    public async Task Publisher_does_not_wait_when_it_does_not_block()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        eventing.Subscribe<BeforeResourceStartedEvent>(thing, async (_, _) =>
        {
            await gate.Task;
            done.SetResult();
        });

        await eventing.PublishAsync(Happened(thing), EventDispatchBehavior.NonBlockingSequential, cancellation);

        Assert.False(done.Task.IsCompleted);
        gate.SetResult();
        await done.Task.WaitAsync(TimeSpan.FromSeconds(10), cancellation);
    }

    [Fact]
    public async Task Concurrent_subscribers_do_not_wait_for_each_other()
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        eventing.Subscribe<BeforeResourceStartedEvent>(thing, (_, token) => first.Task.WaitAsync(TimeSpan.FromSeconds(10), token));
        eventing.Subscribe<BeforeResourceStartedEvent>(thing, (_, _) =>
        {
            first.SetResult();
            return Task.CompletedTask;
        });

        await eventing.PublishAsync(Happened(thing), EventDispatchBehavior.BlockingConcurrent, cancellation);

        Assert.True(first.Task.IsCompleted);
    }

    private static BeforeResourceStartedEvent Happened(IResource resource) => new(resource, EmptyServices.Instance);

    private DistributedApplicationEventSubscription Subscribe(string name, IResource? resource)
    {
        return resource is null
            ? eventing.Subscribe<BeforeResourceStartedEvent>(Tell)
            : eventing.Subscribe<BeforeResourceStartedEvent>(resource, Tell);

        Task Tell(BeforeResourceStartedEvent happened, CancellationToken cancellationToken)
        {
            told.Add(name);
            return Task.CompletedTask;
        }
    }
}
